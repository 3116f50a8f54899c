import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that webhooks are sent to, on a loopback port of its own. */
export interface Receiver {
  port: number;
  received: Received[];
  /** Every connection, whether anything came over it or not. */
  connections(): number;
  /** What it answers from now on; null for never. */
  answer(status: number | null, body?: string, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let connections = 0;
  let reply: { status: number | null; body: string; headers: Record<string, string> } = {
    status: 204,
    body: "",
    headers: {},
  };
  const server: Server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      if (reply.status === null) return;
      response.writeHead(reply.status, reply.headers);
      response.end(reply.body);
    });
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received,
    connections: () => connections,
    answer(status, body = "", headers = {}) {
      reply = { status, body, headers };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
