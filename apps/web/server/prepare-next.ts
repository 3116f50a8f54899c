import { createServer, type Server } from "node:http";
import type { Handler } from "./http-server";
import { sendProblem } from "./problem";

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
  const { parseAndValidateFlightRouterState: readRouterState } = await import(
    "next/dist/server/app-render/parse-and-validate-flight-router-state.js"
  );
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
  return {
    async handle(request, response) {
      if (isReadable(request.headers[routerState], readRouterState)) await handle(request, response);
      else sendProblem(response, malformed);
    },
    close: () => app.close(),
  };
}

/** What the page that is left tells of where it is, so that only what differs is sent. */
const routerState = "next-router-state-tree";
const malformed = {
  status: 400,
  title: "Malformed request",
  detail: "The state of the page that is left is not well formed.",
  code: "malformed_request",
};

// Next.js answers one that it cannot read as a fault of its own, with 500 and a line in the log.
function isReadable(
  header: string | string[] | undefined,
  read: (header: string | string[] | undefined) => unknown,
): boolean {
  try {
    read(header);
    return true;
  } catch {
    return false;
  }
}

// Next.js listens for web sockets on the server it is given. Only hot reload uses them: in production that would
// keep any connection that asks for an upgrade open for good, instead of answering it as the request it is.
function inertServer(): Server {
  return createServer();
}
