import type { IncomingMessage } from "node:http";

/**
 * Gives a request's target the one form that everything behind reads, a path: `GET http://acre.example/login` is
 * `/login` for the host acre.example, whatever its Host header says (RFC 9112, section 3.2.2). What is no path even so,
 * such as the `*` of OPTIONS, is left as it is.
 */
export function settleTarget(request: IncomingMessage): void {
  const absolute = /^https?:\/\/([^/?#@]+)(.*)$/i.exec(request.url ?? "");
  if (!absolute) return;
  const [, host = "", rest = ""] = absolute;
  request.headers.host = host;
  request.url = rest.startsWith("/") ? rest : `/${rest}`;
}

/** Whether a request's target is a path. */
export function hasPath(request: IncomingMessage): boolean {
  return request.url?.startsWith("/") === true;
}
