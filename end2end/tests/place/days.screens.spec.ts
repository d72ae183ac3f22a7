// A district's page of another day, on a desktop and on a phone.
import { looksAtDays } from "./days";

looksAtDays();
