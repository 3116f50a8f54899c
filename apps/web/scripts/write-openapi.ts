// Writes the API's document from the routes. `npm run openapi` runs it, and writes the client's types from it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectRoutes } from "../src/server/openapi/collect-routes";
import { writeDocument } from "../src/server/openapi/document";

const web = join(import.meta.dirname, "..");
const routes = await collectRoutes(join(web, "src/app/api/v1"));
const document = writeDocument(routes);
writeFileSync(join(web, "src/server/openapi/openapi.json"), `${JSON.stringify(document, null, 2)}\n`);
