import { doors } from "./doors";
import type { Hole } from "./hole";
import { keys } from "./keys";
import { pages } from "./pages";
import { records } from "./records";

/** Every hole that the proof has to find. */
export const holes: Hole[] = [...doors, ...keys, ...records, ...pages];
