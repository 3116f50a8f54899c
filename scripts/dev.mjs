// npm run dev: serves the same data as npm start, with hot reload. Takes the same flags.
import { checkNode } from "./lib/check-node.mjs";

checkNode();

import("./lib/dev.mjs").then(({ dev }) => dev());
