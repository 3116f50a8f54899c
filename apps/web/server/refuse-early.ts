import type { IncomingMessage, ServerResponse } from "node:http";
import type { HostCheck } from "./allowed-hosts";
import { sendProblem } from "./problem";
import { hasPath } from "./request-target";
import { MAX_DISCARDED_BYTES } from "./run-out";

/** The largest body a route accepts; routes hold bodies of undeclared length to the same. */
const MAX_BODY_BYTES = 1024 * 1024;
const MAX_URL_LENGTH = 8 * 1024;

/**
 * Answers what no route needs to see: a URL beyond reason (414), and an API call that declares a body too
 * large (413, the same RFC 9457 problem as a route gives) before a byte of it is read. An address that is no path or
 * cannot be decoded is 400, and a name that is not this server's 421.
 *
 * @returns whether the request was answered
 */
export function refuseEarly(request: IncomingMessage, response: ServerResponse, isOurs: HostCheck): boolean {
  const url = request.url ?? "/";
  if (!isOurs(request)) {
    answer(request, response, 421, "Misdirected request", "This server has another name.", "misdirected");
    return true;
  }
  if (url.length > MAX_URL_LENGTH) {
    answer(
      request,
      response,
      414,
      "Address too long",
      `A URL may have ${MAX_URL_LENGTH} characters at most.`,
      "uri_too_long",
    );
    return true;
  }
  if (!hasPath(request) || !isDecodable(url)) {
    answer(
      request,
      response,
      400,
      "Malformed request",
      "The address is not well formed.",
      "malformed_request",
    );
    return true;
  }
  if (declaredLength(request) > MAX_BODY_BYTES && url.startsWith("/api/")) {
    answer(request, response, 413, "Too large", "A body may have 1 MB at most.", "payload_too_large");
    return true;
  }
  return false;
}

/** Whether every percent sign of the path begins an escape that is UTF-8 (RFC 3986, section 2.1). */
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

function declaredLength(request: IncomingMessage): number {
  return Number(request.headers["content-length"] ?? 0);
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  title: string,
  detail: string,
  code: string,
): void {
  // Closing while the sender still writes would reset the connection and lose this answer, so a body of bearable
  // size is let run out, as Node does with what nobody reads. Who waits for `100 Continue` never sends it.
  const tooMuchToDiscard = declaredLength(request) > MAX_DISCARDED_BYTES;
  sendProblem(response, { status, title, detail, code }, tooMuchToDiscard ? { connection: "close" } : {});
}
