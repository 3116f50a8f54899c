import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Where a request goes, and what it brings. */
export interface Target {
  url: string;
  headers: Record<string, string>;
}

/** Requests that are sent at once over so many connections, to the targets in turns. */
export interface Burst {
  targets: Target[];
  count: number;
  connections: number;
  method: "GET" | "POST";
  /** ASCII; null where nothing is sent along. */
  body: string | null;
}

/** How they were answered. */
export interface Sent {
  /** How long all of them took together, in milliseconds. */
  ms: number;
  /** How long each took. */
  times: number[];
  /** The first answer that was no success. */
  refused: string[];
}

export interface Load {
  /** @throws Error when one of the requests is not answered with success */
  send(burst: Burst): Promise<Sent>;
  close(): void;
}

/** Starts a process that sends requests. */
export function openLoad(): Load {
  const child = fork(join(import.meta.dirname, "load-process.ts"), { execArgv: ["--import", "tsx"] });
  return {
    async send(burst) {
      child.send(burst);
      const [sent]: Sent[] = await once(child, "message");
      if (sent === undefined || sent.refused.length > 0)
        throw new Error(`A request was refused: ${sent?.refused[0]}`);
      return sent;
    },
    close: () => child.disconnect(),
  };
}
