import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import type { HostCheck } from "./allowed-hosts";
import { settleAddress } from "./client-address";
import { refuseEarly } from "./refuse-early";
import { settleTarget } from "./request-target";
import { letRunOut } from "./run-out";

/** What answers a request in the end. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Sane for people and programs, hopeless for whoever wants to hold connections open by trickling bytes. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  // Longer than the 60 s of the usual load balancer, which must be the one that gives a connection up.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/**
 * The HTTP server before the app: settles where a request comes from, refuses what is too large, and hands
 * the rest to the handler. Requests that arrive while the app is still getting ready wait for it.
 *
 * @param isOurs whether a request is for a name of this server; any is unless said
 * @param ready resolves with the app's handler; when it rejects, the server is about to end
 */
export function createHttpServer(
  trusted: BlockList,
  ready: Promise<Handler>,
  isOurs: HostCheck = () => true,
): Server {
  const settle = (request: IncomingMessage) => {
    settleTarget(request);
    settleAddress(request, trusted);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    settle(request);
    if (refuseEarly(request, response, isOurs)) return;
    letRunOut(request, response);
    try {
      const handle = await ready;
      await handle(request, response);
    } catch (error) {
      console.error(error);
      if (response.headersSent) response.destroy();
      else
        response.writeHead(500, { "content-type": "text/plain" }).end("Something went wrong on our side.\n");
    }
  };
  const server = createServer(LIMITS, serve);
  // A sender that asks before it sends is told to go on only when the request is not refused anyway.
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    settle(request);
    if (refuseEarly(request, response, isOurs)) return;
    response.writeContinue();
    void serve(request, response);
  });
  return server;
}
