import { belowIt } from "../../support/surface";
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
  route: Exclude<RouteClass, { kind: "tenant" | "owner" | "inside" }>;
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
      const address = belowIt(path);
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
    case "operator": {
      // Operators alone find something here, and what they do there is theirs to do.
      if (caller.name === "an operator") return [];
      const out = (slug: string) =>
        apiCall(method, consolePath(path, slug, victim.id), caller.headers, slug, route.body);
      return [
        {
          target: name,
          caller: caller.name,
          way: "console: another workspace",
          out: out(victim.slug),
          sent: [victim.slug, victim.id],
          twin: { out: out(nobodys), sent: [nobodys, victim.id] },
          expect: [404],
          secrets: victim.secrets,
        },
      ];
    }
    case "account": {
      // Somebody logged in may change what is theirs; everybody else is turned away.
      const out = (tenant: string | null) => apiCall(method, path, caller.headers, tenant, route.body);
      if (caller.by === "key") return attempt("asked", out, [401, 403]);
      if (caller.refused === 401) return attempt("asked", out, [401]);
      return method === "GET" ? attempt("asked", out, [200]) : [];
    }
    case "public":
      return attempt(
        "asked",
        (tenant) => apiCall(method, path, caller.headers, tenant, route.body),
        caller.by === "key" || (caller.by === "session" && caller.refused !== 401) ? null : [route.status],
      ).map((one) => ({ ...one, twin: null }));
  }
}

/** A path of the console with what it is about. */
export function consolePath(path: string, slug: string, id: string): string {
  return path.replace("[slug]", slug).replace(/\[\w+\]/, id);
}
