// The page of a school on a desktop.
import { looksAtSchools } from "./school";

looksAtSchools();
