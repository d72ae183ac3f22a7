// A district's page of another day on a desktop.
import { looksAtDays } from "./days";

looksAtDays();
