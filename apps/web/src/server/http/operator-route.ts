import { AppError } from "@acre/core";
import { findOperator, type Operator } from "@acre/core/platform";
import type { z } from "zod";
import { getPlatform } from "../platform";
import { readSession, sessionCookieName } from "../session";
import { type Call, type Inputs, type Next, type None, readCall, withRequest } from "./route";

/** A route of the console, for operators. For everybody else, logged in or not, there is nothing at its address. */
export function operatorRoute<
  B extends z.ZodType = None,
  Q extends z.ZodType = None,
  P extends string = never,
>(
  spec: Inputs<B, Q, P> & { handle: (call: Call<B, Q, P> & { operator: Operator }) => Promise<Response> },
): Next {
  return withRequest(async (incoming) => {
    const account = await readSession(incoming.request.cookies.get(sessionCookieName())?.value);
    const operator = account && (await findOperator(getPlatform(), account.id));
    // In the words of the route that answers for every address that is none.
    if (!operator) throw new AppError("not_found", "There is no such address.");
    return spec.handle({ ...(await readCall(spec, incoming)), operator });
  });
}
