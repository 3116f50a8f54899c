import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Whether a request is for a name of this server. */
export type HostCheck = (request: IncomingMessage) => boolean;

/**
 * The names the server answers to: those it was told, that of its public address, and always this machine's own and plain
 * addresses, which no foreign name server can point here. Without any it was told, whatever name it is reached by.
 * @param named hosts, each with a port or without one, which is any (ACRE_ALLOWED_HOSTS)
 * @param publicUrl where people reach it, when that is configured (NEXTAUTH_URL)
 */
export function allowedHosts(named: readonly string[], publicUrl: string | null): HostCheck {
  const hosts = new Set([
    ...named,
    ...(publicUrl ? [new URL(publicUrl).host, new URL(publicUrl).hostname] : []),
  ]);
  if (hosts.size === 0) return () => true;
  return ({ headers }) => {
    // Only what a trusted proxy says of it is left by now.
    const host = (first(headers["x-forwarded-host"]) ?? headers.host ?? "").toLowerCase();
    const name = withoutPort(host);
    return hosts.has(host) || hosts.has(name) || name === "localhost" || isAddress(name);
  };
}

function first(header: string | string[] | undefined): string | undefined {
  return [header ?? []].flat().join(",").split(",")[0]?.trim() || undefined;
}

function withoutPort(host: string): string {
  return host.replace(/:\d*$/, "").replace(/\.$/, "");
}

function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0;
}
