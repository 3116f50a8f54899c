import { Agent, type IncomingHttpHeaders, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** An answer, with everything of it that a person or a program could read. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Status line, headers and body as one text, to be searched. */
  whole: string;
}

export interface Outgoing {
  /** Header values; a list is sent as several lines. */
  headers?: Record<string, string | string[]>;
  /** Sent with a length, unless it is a list: that is sent in chunks, with none. */
  body?: string | Buffer | Buffer[];
}

/**
 * Sends a request exactly as given: unlike `fetch` it changes no path, follows nothing and lets every header through.
 *
 * @param path with its query, as it is to stand in the request line
 */
export function send(url: string, method: string, path: string, out: Outgoing = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const { body, headers } = out;
  const length =
    body === undefined || Array.isArray(body) ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, hostname, port, method, path, headers: { ...length, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("error", reject);
        incoming.once("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const line = `${incoming.statusCode} ${incoming.statusMessage}`;
          const whole = [line, ...incoming.rawHeaders, text].join("\n");
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text, whole });
        });
      },
    );
    outgoing.once("error", reject);
    for (const chunk of [body ?? []].flat()) outgoing.write(chunk);
    outgoing.end();
  });
}

/** A JSON answer's value. */
export function json(answer: Answer): unknown {
  return JSON.parse(answer.body);
}

/**
 * The value at a path of an answer's JSON, such as `project.id` or `tasks.0.title`.
 *
 * @throws Error when the answer has no such place
 */
export function pick(answer: Answer, path: string): unknown {
  let value: unknown;
  try {
    value = json(answer);
  } catch {
    throw new Error(`Expected JSON and found ${answer.status}: ${answer.body.slice(0, 300)}`);
  }
  for (const step of path.split(".")) {
    const inside: unknown =
      typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
    if (inside === undefined) throw new Error(`No ${path} in ${answer.status}: ${answer.body.slice(0, 300)}`);
    value = inside;
  }
  return value;
}

/** The text at a path of an answer's JSON. */
export function pickText(answer: Answer, path: string): string {
  const value = pick(answer, path);
  if (typeof value !== "string") throw new Error(`${path} is no text: ${JSON.stringify(value)}`);
  return value;
}

/** An answer without what differs between any two: the request's id, the date and the nonce of the page's scripts. */
export function comparable(answer: Answer): { status: number; headers: object; body: string } {
  const { date: _date, "x-request-id": requestId, ...headers } = answer.headers;
  const policy = String(headers["content-security-policy"] ?? "");
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const body = [requestId, nonce].reduce<string>(
    (text, own) => (typeof own === "string" ? text.replaceAll(own, "<own>") : text),
    answer.body,
  );
  if (nonce !== undefined) headers["content-security-policy"] = policy.replace(nonce, "<own>");
  return { status: answer.status, headers, body };
}
