// A district's page of another day on a phone.
import { looksAtDays } from "./days";

looksAtDays();
