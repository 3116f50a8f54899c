import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Refusal } from "./refusal";

/**
 * Takes the port, for good: from here on nobody else can have it.
 *
 * @param port 0 picks a free one
 * @returns the port taken
 * @throws Refusal when the port is in use or not ours to take
 */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port);
  try {
    await once(server, "listening");
  } catch (error) {
    throw refusedPort(error, port);
  }
  const address = server.address();
  return isSocketAddress(address) ? address.port : port;
}

function refusedPort(error: unknown, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") {
    return new Refusal(
      `Port ${port} is in use by another program; stop it or choose another port, such as PORT=${other(port)}.`,
    );
  }
  if (code === "EACCES") {
    return new Refusal(
      `Port ${port} may not be opened by this user; choose one above 1023, such as PORT=3000.`,
    );
  }
  return error;
}

function other(port: number): number {
  return port < 65_535 ? port + 1 : port - 1;
}

function isSocketAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
