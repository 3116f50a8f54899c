import type { RouteClass } from "../../tests/isolation/classified";
import type { Caller } from "../world/caller";
import { madeUpSlug } from "../world/made-up";
import type { World } from "../world/world";
import type { Attempt, Outgoing } from "./attempt";
import { apiCall } from "./outgoing";

/** A route outside any workspace. */
export interface OtherTarget {
  name: string;
  method: string;
  path: string;
  route: Exclude<RouteClass, { kind: "tenant" | "owner" }>;
}

/** The addresses of NextAuth below its one route. */
const authAddresses = [
  "session",
  "csrf",
  "providers",
  "signin",
  "signout",
  "error",
  "verify-request",
  "no-such",
];

/** Every attempt on a route that stands outside workspaces: whoever asks, it tells nothing of one. */
export function attemptsOnOther(target: OtherTarget, world: World): Attempt[] {
  return world.callers.flatMap((caller) => asCaller(target, world, caller));
}

function asCaller({ name, method, path, route }: OtherTarget, { victim }: World, caller: Caller): Attempt[] {
  const nobodys = madeUpSlug(victim.slug);
  const attempt = (
    way: string,
    out: (tenant: string | null) => Outgoing,
    expect: readonly number[] | null,
  ): Attempt[] => [
    {
      target: name,
      caller: caller.name,
      way,
      out: out(null),
      sent: [],
      twin: null,
      expect,
      secrets: victim.secrets,
    },
    {
      target: name,
      caller: caller.name,
      way: `${way}, naming another workspace`,
      out: out(victim.slug),
      sent: [victim.slug],
      twin: { out: out(nobodys), sent: [nobodys] },
      expect,
      secrets: victim.secrets,
    },
  ];
  switch (route.kind) {
    case "open": {
      const address = path.replace("[...path]", "no/such/route");
      const status = [route.status ?? 200];
      return attempt("asked", (tenant) => apiCall(method, address, caller.headers, tenant), status);
    }
    case "auth":
      return authAddresses.flatMap((address) =>
        attempt(
          `asked for ${address}`,
          (tenant) => apiCall(method, path.replace("[...nextauth]", address), caller.headers, tenant),
          null,
        )
          .slice(1)
          .map((one) => ({ ...one, twin: null })),
      );
    case "account": {
      // Somebody logged in may change what is theirs; everybody else is turned away.
      const out = (tenant: string | null) => apiCall(method, path, caller.headers, tenant, route.body);
      if (caller.refused === 401 || caller.by === "key") return attempt("asked", out, [401]);
      return method === "GET" ? attempt("asked", out, [200]) : [];
    }
    case "public":
      return attempt(
        "asked",
        (tenant) => apiCall(method, path, caller.headers, tenant, route.body),
        caller.by === "session" && caller.refused !== 401 ? null : [route.status],
      ).map((one) => ({ ...one, twin: null }));
  }
}
