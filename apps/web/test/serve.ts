import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished, vi } from "vitest";

/**
 * A real server on a free port until the test ends; `fetch` is only told where the page's own origin would be.
 * @returns ends it before
 */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<() => Promise<void>> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const realFetch = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, init),
  );
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(async () => {
    vi.unstubAllGlobals();
    await stop();
  });
  return stop;
}
