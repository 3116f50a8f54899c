import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Which lane requests take turns in, from what their senders were before. */
export interface Lanes {
  of(request: IncomingMessage): string;
  /** Remembers the workspace that a request turned out to be for. */
  learn(request: IncomingMessage, tenantId: string): void;
}

const mostKept = 20_000;

/**
 * The lane of a workspace for whoever was let into it before with the same key or session, and for everybody else that of
 * their network address. It says whom a request waits with and nothing about what it may do, so that it need not be asked
 * of a database.
 */
export function createLanes(): Lanes {
  const learnt = new Map<string, string>();
  return {
    of(request) {
      const credential = credentialOf(request);
      const tenantId = credential === null ? undefined : learnt.get(credential);
      return tenantId ?? `address ${request.headers["x-acre-address"]}`;
    },
    learn(request, tenantId) {
      const credential = credentialOf(request);
      if (credential === null || learnt.get(credential) === tenantId) return;
      learnt.set(credential, tenantId);
      for (const first of learnt.keys()) {
        if (learnt.size <= mostKept) break;
        learnt.delete(first);
      }
    },
  };
}

/** What a request brings to be let in with, and where to; kept by its hash. Null when it brings nothing. */
function credentialOf({ headers, url = "/" }: IncomingMessage): string | null {
  const session = /next-auth\.session-token=([^;]+)/.exec(headers.cookie ?? "")?.[1];
  const credential = headers.authorization ?? session;
  if (credential === undefined) return null;
  // People have one session for all of their workspaces: the API is told which, and of a page the address says it.
  const workspace = headers["x-tenant"] ?? /^\/([^/?]*)/.exec(url)?.[1];
  return createHash("sha256").update(`${workspace}\n${credential}`).digest("base64");
}
