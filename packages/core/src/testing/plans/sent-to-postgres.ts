import pg from "pg";
import { vi } from "vitest";
import type { SentStatement } from "./plan-reader";

/**
 * Listens to everything that this process sends to PostgreSQL, from now on: a statement that a connection keeps
 * prepared is sent by name only, so listening has to begin before the first connection.
 *
 * @returns the statements sent since it was last called
 */
export function listenToPostgres(): { take(): SentStatement[]; stop(): void } {
  const texts = new WeakMap<object, Map<string, string>>();
  let sent: SentStatement[] = [];
  const { parse, bind } = pg.Connection.prototype;
  const parsed = vi.spyOn(pg.Connection.prototype, "parse").mockImplementation(function (
    this: pg.Connection,
    query,
    more,
  ) {
    const known = texts.get(this) ?? new Map<string, string>();
    texts.set(this, known.set(query.name ?? "", query.text));
    parse.call(this, query, more);
  });
  const bound = vi.spyOn(pg.Connection.prototype, "bind").mockImplementation(function (
    this: pg.Connection,
    config,
    more,
  ) {
    const text = texts.get(this)?.get(config?.statement ?? "");
    if (text !== undefined) sent.push({ text, values: config?.values ?? [] });
    bind.call(this, config, more);
  });
  return {
    take() {
      const taken = sent;
      sent = [];
      return taken;
    },
    stop() {
      parsed.mockRestore();
      bound.mockRestore();
    },
  };
}
