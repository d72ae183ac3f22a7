// The page of a school, on a desktop and on a phone.
import { looksAtSchools } from "./school";

looksAtSchools();
