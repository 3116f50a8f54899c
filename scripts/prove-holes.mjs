// npm run prove:holes: puts holes into a copy of the application and shows that the proof finds each of them.
// `npm run prove:holes -- <text>` tries those whose description holds the text.
import { checkNode } from "./lib/check-node.mjs";

checkNode();

// Loaded only now: an older Node could not even read the rest.
import("./lib/prove-holes.mjs").then(({ proveHoles }) => proveHoles());
