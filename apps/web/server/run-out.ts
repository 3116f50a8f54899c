import type { IncomingMessage, ServerResponse } from "node:http";

/** How much of a body that nobody wants is read and thrown away, so that its sender gets to read why. */
export const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/**
 * Reads what is left of a body once its answer is sent. Node.js does so with a body that nobody began to read; one that was
 * given up in its middle would stand on the connection for ever, before the next request. Where it cannot be read any more,
 * the connection ends.
 */
export function letRunOut(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    if (request.complete) return;
    if (request.destroyed) return void request.socket.destroy();
    let discarded = 0;
    request.on("data", ({ length }: Buffer) => {
      discarded += length;
      if (discarded > MAX_DISCARDED_BYTES) request.socket.destroy();
    });
    request.resume();
  });
}
