import type { TenantDb } from "@acre/db";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";
import { modelsOf } from "./support/models";
import { rowsOf } from "./support/rows-of";

/** About how many rows a tenant has, for showing how far work on it has come; null when it cannot be asked now. */
export async function countRows({ platform }: Operator, slug: string): Promise<number | null> {
  const { id } = await findTenant(platform, slug);
  try {
    return await rowsIn(await platform.tenancy.connectById(id));
  } catch {
    return null;
  }
}

async function rowsIn(db: TenantDb): Promise<number> {
  const counts = await Promise.all(modelsOf(db).map((model) => rowsOf(db, model).count()));
  return counts.reduce((sum, count) => sum + count, 0);
}
