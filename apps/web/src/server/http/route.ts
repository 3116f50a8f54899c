import { requireRight, type TenantContext } from "@acre/core";
import type { AccountView, Right } from "@acre/core/inputs";
import type { Platform } from "@acre/core/platform";
import type { NextRequest } from "next/server";
import { v7 as newRequestId } from "uuid";
import type { z } from "zod";
import { getPlatform } from "../platform";
import { noteRequest } from "../request-facts";
import { addressOf, enter, keyOf, requireSession } from "./caller";
import { checkOrigin } from "./check-origin";
import { type Declared, declare, type Shown } from "./declaration";
import { tagged, withCondition } from "./entity-tag";
import { noteRefusal, type Refused } from "./note-refusal";
import { readBody } from "./read-body";
import { refuse } from "./refuse";
import { answerRepeatable } from "./repeatable";
import { countCaller, throttle } from "./throttle";

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
    withRequest(async (incoming) => {
      const call = await readCall(spec, incoming);
      await throttle(spec.throttle, call);
      return spec.handle(call);
    }),
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
    await getPlatform().limits.take("person", account.id);
    const call = { ...(await readCall(spec, incoming)), account };
    await throttle(spec.throttle, call);
    return spec.handle(call);
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
    const { request, told } = incoming;
    const ctx = await enter(incoming);
    await countCaller(ctx, keyOf(request), told);
    requireRight(ctx, spec.right);
    const call = await readCall(spec, incoming);
    await throttle(spec.throttle, { ...call, ctx });
    // Only now: a body that trickles in takes nobody's place.
    const leave = await getPlatform().limits.gate.enter(ctx.tenant.id);
    try {
      const handle = (inside: TenantContext) => spec.handle({ ...call, ctx: inside });
      if (spec.repeatable) {
        return await tagged(request, await answerRepeatable(request, incoming.sent, ctx, handle));
      }
      if (spec.versioned) return await tagged(request, await handle(withCondition(ctx, request)));
      return await handle(ctx);
    } finally {
      leave();
    }
  });
  return declare({ access: "tenant", ...spec }, next);
}

/** The dynamic segments of a path as Next.js gives them: a catch-all one is a list. */
type Segments = Record<string, string | string[]>;

interface Incoming {
  request: NextRequest;
  params: Segments;
  requestId: string;
  /** Headers of the answer, whatever it will be. */
  told: Headers;
  /** Who is refused, and by which workspace, if this request is refused now. */
  refused: Refused | null;
  /** The body as it came, once it was read. */
  sent?: unknown;
}

/** The one wrapper: every request to the API passes here, and every answer leaves here. */
export function withRequest(answer: (incoming: Incoming) => Promise<Response>): Next {
  return async (request, segment) => {
    const requestId = newRequestId();
    noteRequest({ requestId });
    // A route without dynamic segments is given none at all, whatever the type says.
    const params: Segments = (await segment.params) ?? {};
    const incoming: Incoming = { request, params, requestId, told: new Headers(), refused: null };
    const response = await respond(incoming, answer);
    for (const [name, value] of incoming.told) response.headers.set(name, value);
    response.headers.set("X-Request-Id", requestId);
    response.headers.set("Cache-Control", "private, no-store");
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.append("Vary", "Authorization, Cookie, X-Tenant");
    return response;
  };
}

async function respond(
  incoming: Incoming,
  answer: (incoming: Incoming) => Promise<Response>,
): Promise<Response> {
  const { request, requestId } = incoming;
  try {
    const { env, limits } = getPlatform();
    await limits.takeFromAddress("address", addressOf(request));
    // No browser sends a key by itself, so there is nothing for another site's page to abuse.
    if (keyOf(request) === null) checkOrigin(request, env.publicUrl);
    return await answer(incoming);
  } catch (error) {
    noteRefusal(incoming, error);
    return refuse(error, requestId);
  }
}

export async function readCall<B extends z.ZodType, Q extends z.ZodType, P extends string>(
  spec: Inputs<B, Q, P>,
  incoming: Incoming,
): Promise<Call<B, Q, P>> {
  const { request, params } = incoming;
  const query = spec.query?.parse(Object.fromEntries(request.nextUrl.searchParams));
  if (spec.body) incoming.sent = await readBody(request);
  const body = spec.body?.parse(incoming.sent);
  const named = Object.fromEntries((spec.params ?? []).map((name) => [name, String(params[name] ?? "")]));
  // Where the spec names no schema its type is ZodUndefined, whose output is what stands here; `named` has P's names.
  return { platform: getPlatform(), request, params: named, body, query } as Call<B, Q, P>;
}
