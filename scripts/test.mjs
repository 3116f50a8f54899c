// npm test: sets up what is missing and runs every check. `npm test -- --only unit,browser <filter>` runs a part,
// `--full` the long counts of property and interleaving tests.
import { checkNode } from "./lib/check-node.mjs";

checkNode();

import("./lib/test.mjs").then(({ test }) => test());
