/** What is sent. */
export interface Outgoing {
  method: string;
  path: string;
  headers: Record<string, string | string[]>;
  body?: string;
}

/** One request that tries to get at what is not the caller's. */
export interface Attempt {
  /** The route or page, as classified. */
  target: string;
  caller: string;
  /** How it is tried, such as `path: another workspace's id`. */
  way: string;
  out: Outgoing;
  /** What the request holds and an answer may therefore repeat. */
  sent: readonly string[];
  /** The same with made-up ids in their places: the answers have to be the same byte for byte. */
  twin: { out: Outgoing; sent: readonly string[] } | null;
  /** Statuses that are right; null where only the twin and the secrets tell. */
  expect: readonly number[] | null;
  /** Texts that the answer must not hold. */
  secrets: Record<string, string>;
  /** A success is never the same twice, and only one can be had at a time. */
  varies?: boolean;
}

/** A rightful call, which shows that a route that refuses the others does not refuse everybody. */
export interface Allowance {
  target: string;
  caller: string;
  /** Makes what the call needs, and sends nothing of the call itself. */
  prepare: () => Promise<Outgoing>;
  expect: number;
  /** A text that has to stand in the answer. */
  shows?: string;
}
