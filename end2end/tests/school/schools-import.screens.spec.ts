// What a list of schools would do, as it looks on a desk and on a phone.
import { readsWhatAListWouldDo } from "./schools-import";

readsWhatAListWouldDo();
