// npm run prove:detectors: puts leaks into a copy of the code, one at a time, and shows which test or inspection
// notices each. `npm run prove:detectors -- <text>` tries those whose description holds the text.
import { checkNode } from "./lib/check-node.mjs";

checkNode();

// Loaded only now: an older Node could not even read the rest.
import("./lib/prove-detectors.mjs").then(({ proveDetectors }) => proveDetectors());
