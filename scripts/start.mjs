// npm start: sets up what is missing, builds what changed, and serves. `--demo` fills two example workspaces.
import { checkNode } from "./lib/check-node.mjs";

checkNode();

// Loaded only now: an older Node could not even read the rest.
import("./lib/start.mjs").then(({ start }) => start());
