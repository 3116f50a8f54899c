import type { Engine } from "../engine";
import { isTenancyError, TenancyError } from "../errors";
import { assertConnectable, nameOf } from "../tenant-states";
import type { FleetLedger, Run } from "./ledger";

const page = 200;

/**
 * Opens each tenant that a wave brought up to date, as a request would, and has `read` look into it. Those that are
 * closed to people are left out. Throws with the first that cannot be read.
 */
export async function readWave<Client>(
  engine: Engine<Client>,
  ledger: FleetLedger,
  run: Run,
  wave: number,
  read: (db: Client) => Promise<unknown>,
): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const tenants = await ledger.tenants(run.id, { status: "migrated", wave, after, limit: page });
    for (const { tenantId } of tenants) await readTenant(engine, tenantId, read);
    after = tenants.at(-1)?.tenantId;
    if (after === undefined || tenants.length < page) return;
  }
}

async function readTenant<Client>(
  engine: Engine<Client>,
  id: string,
  read: (db: Client) => Promise<unknown>,
): Promise<void> {
  const { epoch } = engine.pool;
  const record = await engine.registry.findById(id);
  if (record === null || record.status === "suspended" || record.status === "deleting") return;
  try {
    assertConnectable(record);
    await engine.open(record, epoch);
    await read(engine.client(record));
  } catch (error) {
    // Somebody moves or restores it right now, which says nothing of the migration.
    if (isTenancyError(error, "tenant_busy") || isTenancyError(error, "tenant_moving")) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TenancyError(
      "migration_failed",
      `Tenant ${nameOf(record)} cannot be read after its migration: ${reason}`,
      { cause: error },
    );
  } finally {
    await engine.pool.close(id);
  }
}
