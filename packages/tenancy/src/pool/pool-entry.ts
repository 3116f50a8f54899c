import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { createSignal } from "./signal";

/** One tenant's place in the pool, from before its connection opens until after it closed. */
export class PoolEntry {
  readonly id: string;
  /** Null until opened. */
  adapter: SqlDriverAdapter | null = null;
  circumstances: string | null = null;
  /** Where the connection leads: see `Opened`. */
  place = "";
  /** Leases given out, and callers who wait for the opening. */
  inUse = 0;
  lastUsed = Date.now();
  /** To be closed as soon as nobody uses it; nobody new gets it. */
  retired = false;
  /** Opened, or failed to. */
  readonly settled = createSignal();
  /** Closed, and out of the pool. */
  readonly gone = createSignal();

  constructor(id: string) {
    this.id = id;
  }
}
