import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { ApiDocument } from "./contract";

export type Schema = Record<string, unknown>;
interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  schema: Schema;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  security?: Record<string, string[]>[];
}

/** One operation of the document, as far as requests are made for it. */
export interface Target {
  method: string;
  path: string;
  pathParams: string[];
  query: Parameter[];
  body: { example: unknown; isGood: ValidateFunction; fields: string[] } | null;
  needsCaller: boolean;
}

/** The operations of the document. */
export function readTargets(document: ApiDocument): Target[] {
  const ajv = new Ajv2020({ strict: false, coerceTypes: false });
  formats.default(ajv);
  ajv.addSchema({ ...document, $id: "document" });
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const { parameters = [], requestBody, security = [] } = operation as Operation;
      const content = requestBody?.content["application/json"];
      return {
        method: method.toUpperCase(),
        path,
        pathParams: parameters.filter((one) => one.in === "path").map(({ name }) => name),
        query: parameters.filter((one) => one.in === "query"),
        needsCaller: security.length > 0,
        body: content
          ? {
              example: content.example,
              isGood: ajv.compile({ $ref: bodyPointer(path, method) }),
              fields: fieldsOf(content.schema),
            }
          : null,
      };
    }),
  );
}

function bodyPointer(path: string, method: string): string {
  const escaped = encodeURIComponent(path.replaceAll("~", "~0").replaceAll("/", "~1"));
  return `document#/paths/${escaped}/${method}/requestBody/content/application~1json/schema`;
}

function fieldsOf(schema: Schema): string[] {
  const options = (schema.anyOf ?? schema.oneOf ?? [schema]) as Schema[];
  return [...new Set(options.flatMap((option) => Object.keys((option.properties ?? {}) as object)))];
}
