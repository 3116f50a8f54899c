import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { brand } from "@/brand";
import type { Route } from "./collect-routes";
import { writeOperation } from "./operation";
import { inReadingOrder, tags } from "./tags";

export type ApiDocument = oas31.OpenAPIObject;

const introduction = [
  `Everything the pages of ${brand.name} do goes through this API. JSON in and out, in UTF-8, camelCase; instants are RFC 3339 in UTC.`,
  "**Who calls.** A program sends `Authorization: Bearer pk_…`, a key an owner or admin made in the settings; a browser sends its session's cookie and names the workspace in `X-Tenant`.",
  "**Lists** answer a page and `nextCursor`. Give it back as `cursor`, with the same filters, until it is null. `limit` says how many; `sort` names a field, with a minus in front for descending; `include` puts related records beside each.",
  "**Errors** are problem documents (RFC 9457). `code` is for programs and stays; `errors` names wrong fields; `requestId` is what to quote when you ask for help.",
  "**Safe repeats.** Send an `Idempotency-Key` with a creation and it happens once, however often you send it. Send the `ETag` you read as `If-Match` with a change and it fails with 412 when somebody was faster.",
].join("\n\n");

/** Writes the OpenAPI 3.1 document of the routes, from the same definitions that validate their requests. */
export function writeDocument(routes: Route[]): ApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of inReadingOrder(routes)) {
    if (!route.declaration || route.declaration.hidden) continue;
    const item: Record<string, ZodOpenApiOperationObject> = {
      [route.method.toLowerCase()]: writeOperation(route, route.declaration),
    };
    paths[route.path] = { ...paths[route.path], ...item };
  }
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: `${brand.name} API`,
        version: "1.0.0",
        description: introduction,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/api/v1" }],
      tags: tags.map(({ name, description }) => ({ name, description })),
      paths,
      components: {
        securitySchemes: {
          key: {
            type: "http",
            scheme: "bearer",
            description: "An API key, `pk_<workspace>_<secret>`. The scopes named are those it needs.",
          },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "next-auth.session-token",
            description: "The session of somebody who is logged in, with `X-Tenant` beside it.",
          },
        },
      },
    },
    { override: ({ jsonSchema }) => simplify(jsonSchema) },
  );
}

/** Leaves out what says again, in a long regular expression or a bound of JavaScript's, what the format and type say. */
function simplify(schema: { format?: string; pattern?: string; minimum?: number; maximum?: number }): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}
