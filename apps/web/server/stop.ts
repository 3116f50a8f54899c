import { once } from "node:events";
import type { Server } from "node:http";
import type { Duplex } from "node:stream";

/** How long requests that are being answered may take to finish. */
const DRAIN_MS = 10_000;
/** A terminal's Ctrl-C reaches a process more than once: npm passes on what the terminal already sent. */
const SAME_KEYSTROKE_MS = 500;

/**
 * Ends the server: takes no more connections, lets requests that are being answered finish, up to ten
 * seconds, and then cuts what is left.
 */
export async function drain(
  server: Server,
  upgraded: ReadonlySet<Duplex>,
  patience = DRAIN_MS,
): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  for (const socket of upgraded) socket.destroy();
  // A kept-alive connection counts as open until it is idle and somebody closes it.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/**
 * Calls `stop` once when the process is asked to end (Ctrl-C, SIGTERM) and exits with
 * code 0 after it. Asked again while it stops, the process ends at once.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let askedAt: number | null = null;
  const ask = (signal: NodeJS.Signals) => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > SAME_KEYSTROKE_MS) process.exit(signal === "SIGINT" ? 130 : 143);
      return;
    }
    askedAt = performance.now();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, ask);
}

/**
 * Keeps the connections that left HTTP (web sockets) in view, which the server itself loses track of.
 *
 * @param expected whether any may: a server that listens for upgrades takes them out of its normal handling
 */
export function trackUpgraded(server: Server, expected: boolean): ReadonlySet<Duplex> {
  const upgraded = new Set<Duplex>();
  if (!expected) return upgraded;
  server.on("upgrade", (_request, socket) => {
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
  });
  return upgraded;
}
