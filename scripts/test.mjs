// npm test: sets up what is missing and runs every check. `npm test -- --only unit,browser <filter>` runs a part,
// `--isolation schema,row` on other models than files, `--full` everything on every model, with the long counts of
// property and interleaving tests.
import { checkNode } from "./lib/check-node.mjs";

checkNode();

import("./lib/test.mjs").then(({ test }) => test());
