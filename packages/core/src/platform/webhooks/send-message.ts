import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { brandName } from "../../brand";
import { AddressRefused, checkAddress, type Destination } from "./check-address";
import type { WebhookNetwork } from "./network";

/** What came of sending: the answer's status and how its body began, or why there was none. */
export interface Sent {
  delivered: boolean;
  status: number | null;
  /** Null when it was delivered. */
  error: string | null;
}

const timeoutMs = 10_000;
const mostOfAnswer = 1024;

/**
 * Posts a message, once. Follows nothing, keeps no connection, reads at most 1 KB of the answer, and takes ten seconds
 * at most. Never throws.
 */
export async function sendMessage(
  network: WebhookNetwork,
  url: string,
  { body, headers }: { body: string; headers: Record<string, string> },
  timeout = timeoutMs,
): Promise<Sent> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const destination = await orAborted(checkAddress(network, url), signal);
    return await post(destination, body, headers, signal);
  } catch (error) {
    return { delivered: false, status: null, error: explain(error, signal, timeout) };
  }
}

function post(
  { url, address }: Destination,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? overHttps : overHttp;
    const request = send(url, {
      method: "POST",
      // Of its own, so that no connection to another address under the same name is taken again.
      agent: false,
      lookup: always(address),
      signal,
      headers: {
        ...headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": `${brandName}-Webhooks/1`,
        accept: "*/*",
      },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const status = response.statusCode ?? 0;
      let text = "";
      const end = () => {
        response.destroy();
        resolve(judge(status, text));
      };
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        if (text.length >= mostOfAnswer) end();
      });
      response.on("end", end);
      // The status is what counts; who does not finish an answer has given one.
      response.on("error", end);
    });
    request.end(body);
  });
}

function judge(status: number, text: string): Sent {
  if (status >= 200 && status < 300) return { delivered: true, status, error: null };
  const said = text.slice(0, mostOfAnswer).replaceAll("\0", "").trim();
  const redirect = status >= 300 && status < 400 ? " Redirects are not followed." : "";
  return {
    delivered: false,
    status,
    error: `Answered ${status}.${redirect}${said && ` ${said}`}`.toWellFormed(),
  };
}

// Whatever name is asked for, the address that was checked.
function always(address: string): LookupFunction {
  const family = isIP(address);
  return (_name, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function explain(error: unknown, signal: AbortSignal, timeout: number): string {
  if (signal.aborted) return `No answer within ${timeout / 1000} seconds.`;
  if (error instanceof AddressRefused) return error.message;
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" ? `No connection (${code}).` : "No connection.";
}
