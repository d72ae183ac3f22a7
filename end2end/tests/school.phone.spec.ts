// The page of a school on a phone.
import { looksAtSchools } from "./school";

looksAtSchools();
