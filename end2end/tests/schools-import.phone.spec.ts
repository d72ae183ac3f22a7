// What a list of schools would do, as it looks on a phone.
import { people } from "./people";
import { readsWhatAListWouldDo } from "./schools-import";

readsWhatAListWouldDo(people.AD);
