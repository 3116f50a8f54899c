// npm run prove: attacks the built application on every isolation model and reports what it finds.
import { checkNode } from "./lib/check-node.mjs";

checkNode();

// Loaded only now: an older Node could not even read the rest.
import("./lib/prove.mjs").then(({ prove }) => prove());
