import { lookup } from "node:dns/promises";

/** How messages find their way out of the installation. */
export interface WebhookNetwork {
  /** The addresses a name stands for now. */
  resolve(name: string): Promise<string[]>;
  /** Whether messages may go to the installation's own network, and without TLS: for development and tests. */
  allowPrivate: boolean;
}

/** By the system's own resolver, as every other program on this machine does. */
export function systemNetwork(allowPrivate: boolean): WebhookNetwork {
  return {
    async resolve(name) {
      const found = await lookup(name, { all: true, verbatim: true });
      return found.map(({ address }) => address);
    },
    allowPrivate,
  };
}
