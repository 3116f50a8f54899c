import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { TenancyError } from "../errors";
import type { RowsQuery, RowsResult } from "./statement";

/** Runs one query of Prisma's in whatever circumstances the door was made for. */
export type RunQuery = (query: RowsQuery) => Promise<RowsResult>;

/**
 * Prisma's own PostgreSQL adapter, with its conversions of values and errors, over `run` instead of a pool.
 * Each use is a door of its own, so that the listeners which the adapter adds to its pool never pile up.
 */
export async function openQueryDoor(run: RunQuery): Promise<SqlQueryable> {
  const door = new Door(run);
  const adapter = await new PrismaPg(door).connect();
  // The adapter tells a pool by its class. Given one from a second copy of `pg` it would take it for settings,
  // and connect to wherever the environment points.
  if (adapter.underlyingDriver() !== door) {
    throw new TenancyError(
      "driver_duplicated",
      'Prisma\'s adapter uses another copy of the package "pg" than the tenancy engine. Run "npm dedupe pg".',
    );
  }
  return adapter;
}

/** Looks like a pool to Prisma's adapter, and never opens a connection. */
class Door extends pg.Pool {
  constructor(run: RunQuery) {
    super({ max: 1 });
    // Own properties: the pool's methods have a dozen overloads, of which the adapter uses one.
    Object.defineProperty(this, "query", { value: run });
    Object.defineProperty(this, "connect", {
      value: () => Promise.reject(new Error("A query door has no connections.")),
    });
  }
}
