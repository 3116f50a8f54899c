import { createServer, type Server } from "node:http";
import type { Handler } from "./http-server";

/** Where Next.js finds its app, and the server it is to answer for. */
export interface NextOptions {
  /** The folder of apps/web. */
  dir: string;
  dev: boolean;
  port: number;
  server: Server;
}

/** Loads Next.js and the built app, or the compiler in development. */
export async function prepareNext({
  dir,
  dev,
  port,
  server,
}: NextOptions): Promise<{ handle: Handler; close: () => Promise<void> }> {
  // Loaded late: a start that is refused need not wait for it.
  const { default: next } = await import("next");
  const app = next({
    dir,
    dev,
    port,
    hostname: "localhost",
    httpServer: dev ? server : inertServer(),
    turbopack: dev,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  return { handle: (request, response) => handle(request, response), close: () => app.close() };
}

// Next.js listens for web sockets on the server it is given. Only hot reload uses them: in production that would
// keep any connection that asks for an upgrade open for good, instead of answering it as the request it is.
function inertServer(): Server {
  return createServer();
}
