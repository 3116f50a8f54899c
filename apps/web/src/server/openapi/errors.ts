import { z } from "zod";
import type { ZodOpenApiResponseObject } from "zod-openapi";

/** The body of every error (RFC 9457, application/problem+json). */
export const problemAnswer = z
  .object({
    type: z.string().meta({ example: "about:blank" }),
    title: z.string().meta({ example: "Invalid input" }),
    status: z.int().meta({ example: 422 }),
    detail: z.string().meta({ description: "For people.", example: "Some fields need another look." }),
    code: z.string().meta({ description: "For programs; stays as it is.", example: "invalid_input" }),
    errors: z
      .array(
        z.strictObject({
          field: z.string().meta({ description: "A dotted path into the input.", example: "title" }),
          message: z.string().meta({ example: "Write a title." }),
        }),
      )
      .optional()
      .meta({ description: "What is wrong with which field, where fields are concerned." }),
    requestId: z.string().meta({ example: "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60" }),
  })
  .meta({ id: "Problem", description: "An error as RFC 9457 describes it." });

const kinds = {
  400: "The request is malformed: no JSON, or no workspace named.",
  401: "No session or key, or one that no longer counts.",
  403: "Not an active member, a role or scope too low, or no such workspace: all alike.",
  404: "No such record in this workspace: unknown, foreign and malformed ids alike.",
  409: "The name, address or key is taken, or the record's state does not allow it.",
  412: "Somebody else changed the record since the `If-Match` you gave.",
  413: "The body has more than 1 MB.",
  415: "The body is not declared as JSON.",
  422: "Fields are wrong; `errors` names each.",
  423: "The workspace is suspended or read-only.",
  429: "Over a limit; wait as long as `Retry-After` says.",
  503: "The workspace is being moved or is busy; try again after `Retry-After`.",
} as const;
export type ErrorStatus = keyof typeof kinds;

const retryAfter = {
  "Retry-After": {
    description: "Seconds to wait.",
    schema: { type: "integer" as const, minimum: 0 },
  },
};

/** The responses of the statuses given, each a component of the document. */
export function errorResponses(statuses: ErrorStatus[]): Record<`${ErrorStatus}`, ZodOpenApiResponseObject> {
  const chosen = statuses.map((status) => [String(status), responses[status]]);
  return Object.fromEntries(chosen);
}

const responses = Object.fromEntries(
  Object.entries(kinds).map(([status, description]) => [
    status,
    {
      id: `Problem${status}`,
      description,
      ...(status === "429" || status === "503" ? { headers: retryAfter } : {}),
      content: { "application/problem+json": { schema: problemAnswer } },
    },
  ]),
);
