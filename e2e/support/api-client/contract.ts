import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Answer } from "../http";

const file = join(import.meta.dirname, "../../../apps/web/src/server/openapi/openapi.json");

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

/** The API's document as it is committed. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

let read: ApiDocument | undefined;

/** The API's document, read once. */
export function apiDocument(): ApiDocument {
  read ??= JSON.parse(readFileSync(file, "utf8")) as ApiDocument;
  return read;
}

const checks = new Map<string, ValidateFunction>();
let ajv: Ajv2020 | undefined;

/**
 * What is wrong with an answer of the API, by its document: null when nothing is, or when the address is not in it.
 * Answers that are no success are looked at by the tests themselves.
 */
export function breachOf(method: string, address: string, answer: Answer): string | null {
  const [path = ""] = address.split("?");
  const found = operationAt(method, path);
  if (!found || answer.status < 200 || answer.status > 299) return null;
  const response = found.operation.responses[String(answer.status)];
  if (!response) return `${method} ${path} answered ${answer.status}, which its document does not name.`;
  const schema = response.content?.["application/json"]?.schema;
  if (!schema) return null;
  const check = checkOf(found.name, answer.status);
  if (check(JSON.parse(answer.body))) return null;
  return `${method} ${path} answered what its document does not describe: ${ajv?.errorsText(check.errors)}\n${answer.body.slice(0, 500)}`;
}

function operationAt(method: string, path: string) {
  const asked = path.replace(/^\/api\/v1/, "").split("/");
  for (const [template, item] of Object.entries(apiDocument().paths)) {
    const parts = template.split("/");
    const operation = item[method.toLowerCase()];
    const fits =
      parts.length === asked.length && parts.every((part, at) => part === asked[at] || /^\{/.test(part));
    // A path written out wins over one with a param: /tasks/bulk is no task.
    if (fits && operation && !(apiDocument().paths[asked.join("/")] && template !== asked.join("/"))) {
      return { name: `${method.toLowerCase()} ${template}`, operation };
    }
  }
  return null;
}

function checkOf(name: string, status: number): ValidateFunction {
  const [method = "", template = ""] = name.split(" ");
  const key = `${name} ${status}`;
  const known = checks.get(key);
  if (known) return known;
  ajv ??= makeAjv();
  const escaped = template.replaceAll("~", "~0").replaceAll("/", "~1");
  const pointer = `document#/paths/${encodeURIComponent(escaped)}/${method}/responses/${status}/content/application~1json/schema`;
  const check = ajv.compile({ $ref: pointer });
  checks.set(key, check);
  return check;
}

function makeAjv(): Ajv2020 {
  const made = new Ajv2020({ strict: false, allErrors: true });
  formats.default(made);
  made.addSchema({ ...apiDocument(), $id: "document" });
  return made;
}
