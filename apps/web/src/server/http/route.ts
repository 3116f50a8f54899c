import { requireRight, type TenantContext } from "@acre/core";
import type { AccountView, Right } from "@acre/core/inputs";
import type { Platform } from "@acre/core/platform";
import type { NextRequest } from "next/server";
import { v7 as newRequestId } from "uuid";
import type { z } from "zod";
import { getPlatform } from "../platform";
import { enter, keyOf, requireSession } from "./caller";
import { checkOrigin } from "./check-origin";
import { type Declared, declare, type Shown } from "./declaration";
import { readBody } from "./read-body";
import { refuse } from "./refuse";

/** What every handler gets. `params` are the dynamic segments of the path, `body` and `query` the parsed inputs. */
export interface Call<B extends z.ZodType, Q extends z.ZodType, P extends string> {
  platform: Platform;
  request: NextRequest;
  params: Record<P, string>;
  body: z.output<B>;
  query: z.output<Q>;
}

export interface Inputs<B extends z.ZodType, Q extends z.ZodType, P extends string> extends Shown {
  /** Names of the dynamic segments in the path of the file. */
  params?: readonly P[];
  body?: B;
  query?: Q;
}

export { requireSession } from "./caller";

export type None = z.ZodUndefined;

export type Next = (request: NextRequest, segment: { params: Promise<Segments> }) => Promise<Response>;

/** A route anybody may call. */
export function publicRoute<B extends z.ZodType = None, Q extends z.ZodType = None, P extends string = never>(
  spec: Inputs<B, Q, P> & { handle: (call: Call<B, Q, P>) => Promise<Response> },
): Declared<Next> {
  return declare(
    { access: "public", ...spec },
    withRequest(async (incoming) => spec.handle(await readCall(spec, incoming))),
  );
}

/** A route for somebody who is logged in, outside any workspace. */
export function accountRoute<
  B extends z.ZodType = None,
  Q extends z.ZodType = None,
  P extends string = never,
>(
  spec: Inputs<B, Q, P> & { handle: (call: Call<B, Q, P> & { account: AccountView }) => Promise<Response> },
): Declared<Next> {
  const next = withRequest(async (incoming) => {
    const account = await requireSession(incoming.request);
    return spec.handle({ ...(await readCall(spec, incoming)), account });
  });
  return declare({ access: "account", ...spec }, next);
}

/** A route inside one workspace, for members, and keys of members, who have `right`. */
export function tenantRoute<B extends z.ZodType = None, Q extends z.ZodType = None, P extends string = never>(
  spec: Inputs<B, Q, P> & {
    right: Right;
    handle: (call: Call<B, Q, P> & { ctx: TenantContext }) => Promise<Response>;
  },
): Declared<Next> {
  const next = withRequest(async (incoming) => {
    const ctx = await enter(incoming.request, incoming.requestId);
    requireRight(ctx, spec.right);
    return spec.handle({ ...(await readCall(spec, incoming)), ctx });
  });
  return declare({ access: "tenant", ...spec }, next);
}

/** The dynamic segments of a path as Next.js gives them: a catch-all one is a list. */
type Segments = Record<string, string | string[]>;

interface Incoming {
  request: NextRequest;
  params: Segments;
  requestId: string;
}

/** The one wrapper: every request to the API passes here, and every answer leaves here. */
export function withRequest(answer: (incoming: Incoming) => Promise<Response>): Next {
  return async (request, segment) => {
    const requestId = newRequestId();
    const response = await respond(async () => {
      // No browser sends a key by itself, so there is nothing for another site's page to abuse.
      if (keyOf(request) === null) checkOrigin(request, getPlatform().env.publicUrl);
      return answer({ request, params: await segment.params, requestId });
    }, requestId);
    response.headers.set("X-Request-Id", requestId);
    response.headers.set("Cache-Control", "private, no-store");
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.append("Vary", "Authorization, Cookie, X-Tenant");
    return response;
  };
}

async function respond(answer: () => Promise<Response>, requestId: string): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    return refuse(error, requestId);
  }
}

export async function readCall<B extends z.ZodType, Q extends z.ZodType, P extends string>(
  spec: Inputs<B, Q, P>,
  { request, params }: Incoming,
): Promise<Call<B, Q, P>> {
  const query = spec.query?.parse(Object.fromEntries(request.nextUrl.searchParams));
  const body = spec.body?.parse(await readBody(request));
  const named = Object.fromEntries((spec.params ?? []).map((name) => [name, String(params[name] ?? "")]));
  // Where the spec names no schema its type is ZodUndefined, whose output is what stands here; `named` has P's names.
  return { platform: getPlatform(), request, params: named, body, query } as Call<B, Q, P>;
}
