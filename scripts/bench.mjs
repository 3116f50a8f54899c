// npm run bench: measures Acre beside the floor and beside Prisma alone. Flags: --only, --rounds, --json.
import { checkNode } from "./lib/check-node.mjs";

checkNode();

// Loaded only now: an older Node could not even read the rest.
import("./lib/bench.mjs").then(({ bench }) => bench());
