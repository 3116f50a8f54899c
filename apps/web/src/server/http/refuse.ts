import { type FieldError, isAppError, translateError } from "@acre/core";
import { unstable_rethrow } from "next/navigation";
import { ZodError } from "zod";
import { getPlatform } from "../platform";
import { type Problem, problemResponse, statusOf } from "./problem";

/** Turns whatever a route threw into its answer. */
export function refuse(thrown: unknown, requestId: string): Response {
  return problemResponse(problemOf(thrown, requestId), requestId);
}

/** What was thrown, as a problem. What was not thrown on purpose is logged and told without internals. */
export function problemOf(thrown: unknown, requestId: string): Problem {
  unstable_rethrow(thrown);
  const error = translateError(thrown);
  if (isAppError(error)) {
    const { fields, retryAfterSeconds, spent } = error.details;
    const problem = { code: error.code, ...statusOf(error.code), detail: error.message };
    return { ...problem, errors: fields, retryAfterSeconds, spent };
  }
  if (error instanceof ZodError) {
    const problem = {
      code: "invalid_input",
      ...statusOf("invalid_input"),
      detail: "Some fields need another look.",
    };
    return { ...problem, errors: fieldErrors(error) };
  }
  getPlatform().warn(`Request ${requestId} failed`, error);
  const detail = "Something went wrong on our side. Try again.";
  return { code: "internal", status: 500, title: "Internal error", detail };
}

/** One entry for each field that is wrong, in the order of the input; an unknown field is named too. */
function fieldErrors(error: ZodError): FieldError[] {
  const errors = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          field: [...issue.path, key].join("."),
          message: "This field is not known here.",
        }))
      : [{ field: issue.path.join("."), message: issue.message }],
  );
  const seen = new Set<string>();
  return errors.filter(({ field }) => !seen.has(field) && seen.add(field));
}
