import { keyScopes } from "@acre/core/inputs";
import { z } from "zod";
import type {
  oas31,
  ZodOpenApiOperationObject,
  ZodOpenApiParameters,
  ZodOpenApiResponseObject,
} from "zod-openapi";
import type { Declaration } from "../http/declaration";
import type { Route } from "./collect-routes";
import { type ErrorStatus, errorResponses } from "./errors";
import { operationId } from "./operation-id";
import { tagOf } from "./tags";

/** One operation of the document, from what its route declares. */
export function writeOperation(route: Route, declaration: Declaration): ZodOpenApiOperationObject {
  const { summary = "", description, body, bodyShown, example } = declaration;
  const shownBody = bodyShown ?? body;
  const tag = tagOf(route.path);
  return {
    operationId: declaration.operationId ?? operationId(route, answersPages(declaration)),
    summary,
    ...(description ? { description } : {}),
    ...(tag ? { tags: [tag] } : {}),
    security: securityOf(declaration),
    requestParams: parametersOf(route, declaration),
    ...(shownBody
      ? {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: shownBody, ...(example === undefined ? {} : { example }) },
            },
          },
        }
      : {}),
    responses: { ...successOf(route, declaration), ...errorResponses(errorsOf(route, declaration)) },
  };
}

function answersPages({ answers }: Declaration): boolean {
  const schema = answers?.[200];
  return schema instanceof z.ZodObject && "nextCursor" in schema.shape;
}

function securityOf({ access, right }: Declaration): Record<string, string[]>[] {
  if (access === "public") return [];
  if (access === "account") return [{ session: [] }];
  const scope = keyScopes.find((one) => one === right);
  return scope ? [{ key: [scope] }, { session: [] }] : [{ session: [] }];
}

const id = z.string().meta({
  description: "The id of a record. One that is no UUID is answered as one nobody has.",
  example: "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60",
});

const tenantHeader = z.string().optional().meta({
  description: "The workspace's address, such as acme_corp. Needed with a session; a key knows its own.",
  example: "acme_corp",
});
const idempotencyKey = z.string().min(1).max(255).optional().meta({
  description: "Sent again under the same key within 24 hours, it makes nothing and answers the same.",
  example: "import-2027-01-31-row-7",
});
const ifMatch = z.string().optional().meta({
  description: "The `ETag` you read: refused with 412 unless the record is still as it says.",
});
const ifNoneMatch = z.string().optional().meta({
  description: "The `ETag` you have: answered 304 while the record is still as it says.",
});

function parametersOf({ method }: Route, declaration: Declaration): ZodOpenApiParameters {
  const { access, params = [], query, repeatable, versioned } = declaration;
  if (query !== undefined && !(query instanceof z.ZodObject)) throw new Error("A query is an object.");
  const headers = {
    ...(access === "tenant" ? { "X-Tenant": tenantHeader } : {}),
    ...(repeatable ? { "Idempotency-Key": idempotencyKey } : {}),
    ...(versioned && method === "GET" ? { "If-None-Match": ifNoneMatch } : {}),
    ...(versioned && method !== "GET" ? { "If-Match": ifMatch } : {}),
  };
  return {
    ...(params.length > 0 ? { path: z.object(Object.fromEntries(params.map((name) => [name, id]))) } : {}),
    ...(query ? { query } : {}),
    ...(Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}),
  };
}

const text = { type: "string" as const };
const count = { type: "integer" as const, minimum: 0 };

/** The headers of a success. */
function headersOf({ access, repeatable, versioned }: Declaration): oas31.HeadersObject {
  return {
    "X-Request-Id": { description: "Names this request in logs.", schema: text },
    ...(versioned || repeatable
      ? { ETag: { description: "What the record is like now, for `If-Match`.", schema: text } }
      : {}),
    ...(repeatable
      ? { "Idempotency-Replayed": { description: "`true` when it was done before.", schema: text } }
      : {}),
    ...(access === "tenant"
      ? {
          "RateLimit-Limit": { description: "Requests a key may make in its window.", schema: count },
          "RateLimit-Remaining": { description: "What is left of them.", schema: count },
          "RateLimit-Reset": { description: "Seconds until they are back.", schema: count },
        }
      : {}),
  };
}

const descriptions = {
  200: "Done.",
  201: "Created.",
  202: "Taken on.",
  204: "Done; there is nothing to say.",
};

function successOf(
  { method }: Route,
  declaration: Declaration,
): Record<`${2 | 3}${string}`, ZodOpenApiResponseObject> {
  const found: Record<`${2 | 3}${string}`, ZodOpenApiResponseObject> = {};
  const { answers = {}, versioned } = declaration;
  for (const status of [200, 201, 202, 204] as const) {
    const body = answers[status];
    if (body === undefined) continue;
    found[`${status}`] = {
      description: descriptions[status],
      headers: headersOf(declaration),
      ...contentOf(body),
    };
  }
  if (versioned && method === "GET") found["304"] = { description: "As you have it already." };
  return found;
}

function contentOf(body: z.ZodType | "file" | "none") {
  if (body === "none") return {};
  if (body === "file") {
    const schema = { type: "string" as const, format: "binary" };
    return { content: { "application/octet-stream": { schema } } };
  }
  return { content: { "application/json": { schema: body } } };
}

function errorsOf({ method }: Route, declaration: Declaration): ErrorStatus[] {
  const { access, params, body, bodyShown, query, repeatable, versioned } = declaration;
  const reads = body !== undefined || bodyShown !== undefined;
  const inTenant = access === "tenant";
  const on: [ErrorStatus, boolean][] = [
    [400, inTenant || reads],
    [401, access !== "public" || bodyShown !== undefined],
    [403, inTenant || method !== "GET"],
    [404, inTenant && (params ?? []).length > 0],
    [409, reads || repeatable === true],
    [412, versioned === true && method !== "GET"],
    [413, reads],
    [415, reads],
    [422, reads || query !== undefined],
    [423, inTenant],
    [429, true],
    [503, true],
  ];
  return on.filter(([, applies]) => applies).map(([status]) => status);
}
