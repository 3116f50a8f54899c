// Writes the client's types from the API's document. `npm run openapi` runs it after the document is written.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const root = join(import.meta.dirname, "../../..");
export const typesFile = join(import.meta.dirname, "schema.ts");

/** The types of the document that is committed, as TypeScript. */
export async function typesOfDocument(): Promise<string> {
  const document = JSON.parse(readFileSync(join(root, "apps/web/src/server/openapi/openapi.json"), "utf8"));
  const head = "// Written by `npm run openapi` from the API's document. Do not edit.\n\n";
  return head + astToString(await openapiTS(document, { alphabetize: true }));
}

if (process.argv[1] === import.meta.filename) writeFileSync(typesFile, await typesOfDocument());
