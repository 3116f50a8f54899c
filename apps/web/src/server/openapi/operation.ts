import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiParameters, ZodOpenApiResponseObject } from "zod-openapi";
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
    requestParams: parametersOf(declaration),
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
    responses: { ...successOf(declaration), ...errorResponses(errorsOf(route, declaration)) },
  };
}

function answersPages({ answers }: Declaration): boolean {
  const schema = answers?.[200];
  return schema instanceof z.ZodObject && "nextCursor" in schema.shape;
}

function securityOf({ access, right }: Declaration): Record<string, string[]>[] {
  if (access === "public") return [];
  if (access === "account") return [{ session: [] }];
  return [{ key: right ? [right] : [] }, { session: [] }];
}

const id = z.string().meta({
  description: "The id of a record. One that is no UUID is answered as one nobody has.",
  example: "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60",
});

const tenantHeader = z.object({
  "X-Tenant": z.string().optional().meta({
    description: "The workspace's address, such as acme_corp. Needed with a session; a key knows its own.",
    example: "acme_corp",
  }),
});

function parametersOf({ access, params = [], query }: Declaration): ZodOpenApiParameters {
  if (query !== undefined && !(query instanceof z.ZodObject)) throw new Error("A query is an object.");
  return {
    ...(params.length > 0 ? { path: z.object(Object.fromEntries(params.map((name) => [name, id]))) } : {}),
    ...(query ? { query } : {}),
    ...(access === "tenant" ? { header: tenantHeader } : {}),
  };
}

const requestId = {
  "X-Request-Id": { description: "Names this request in logs.", schema: { type: "string" as const } },
};

const descriptions = {
  200: "Done.",
  201: "Created.",
  202: "Taken on.",
  204: "Done; there is nothing to say.",
};

function successOf({ answers = {} }: Declaration): Record<`2${string}`, ZodOpenApiResponseObject> {
  const found: Record<`2${string}`, ZodOpenApiResponseObject> = {};
  for (const status of [200, 201, 202, 204] as const) {
    const body = answers[status];
    if (body === undefined) continue;
    found[`${status}`] = {
      description: descriptions[status],
      headers: requestId,
      ...contentOf(body),
    };
  }
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

function errorsOf({ method }: Route, { access, params, body, bodyShown, query }: Declaration): ErrorStatus[] {
  const reads = body !== undefined || bodyShown !== undefined;
  const inTenant = access === "tenant";
  const writesInTenant = inTenant && method !== "GET";
  const on: [ErrorStatus, boolean][] = [
    [400, inTenant || reads],
    [401, access !== "public" || bodyShown !== undefined],
    [403, inTenant || method !== "GET"],
    [404, inTenant && (params ?? []).length > 0],
    [409, reads],
    [412, writesInTenant && (params ?? []).length > 0],
    [413, reads],
    [415, reads],
    [422, reads || query !== undefined],
    [423, inTenant],
    [429, true],
    [503, true],
  ];
  return on.filter(([, applies]) => applies).map(([status]) => status);
}
