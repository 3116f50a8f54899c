import type { VacuumReport } from "../datasource";
import { TenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { nameOf } from "../tenant-states";
import { assertWhole, existing, type Life, settledPlace, statusAfter, statusDuring } from "./life";

/** Opens a tenant, makes it read-only or closes it: see `Tenants.setStatus`. */
export async function setStatus<Client>(
  life: Life<Client>,
  id: string,
  status: "active" | "read_only" | "suspended",
): Promise<TenantRecord> {
  const { engine, lives } = life;
  await whole(life, id, `made ${status}`);
  return lives.run(id, () =>
    engine.coordination.operate(id, { kind: "status" }, async () => {
      await whole(life, id, `made ${status}`);
      const updated = await engine.registry.update(id, { status }, { raiseEpoch: true });
      // Whoever opens it next, in whichever process, asks the registry.
      await engine.coordination.letGoEverywhere(updated);
      await engine.cache.clear(id);
      return updated;
    }),
  );
}

/** Puts a tenant under a new key: see `Tenants.rotateKey`. */
export async function rotateKey<Client>(life: Life<Client>, id: string): Promise<void> {
  const { engine } = life;
  assertKeyed(life, await whole(life, id, "put under a new key"));
  await engine.coordination.operate(id, { kind: "rotate_key" }, async (operation) => {
    const record = await whole(life, id, "put under a new key");
    assertKeyed(life, record);
    const place = await settledPlace(life, record);
    await engine.coordination.ground(operation, { status: statusDuring(operation) }, async () => {
      await place.rotateKey?.(id);
      return { status: statusAfter(operation) };
    });
  });
}

/** Gives back space: see `Tenants.vacuum`. */
export async function vacuumTenant<Client>(life: Life<Client>, id: string): Promise<VacuumReport> {
  const { engine } = life;
  await whole(life, id, "vacuumed");
  return engine.coordination.operate(id, { kind: "vacuum" }, async (operation) => {
    const place = await settledPlace(life, await whole(life, id, "vacuumed"));
    if (!place.vacuumsAlone) return place.vacuum(id);
    let report: VacuumReport = { bytesBefore: null, bytesAfter: null };
    await engine.coordination.ground(operation, { status: statusDuring(operation) }, async () => {
      report = await place.vacuum(id);
      return { status: statusAfter(operation) };
    });
    return report;
  });
}

/** What a tenant takes on the disk: see `Tenants.size`. */
export async function sizeOfTenant<Client>(life: Life<Client>, id: string): Promise<number | null> {
  return life.engine.datasourceOf(await existing(life, id)).size(id);
}

// Asked before an operation begins, so that a refusal leaves no trace, and again within it, when nobody else works on the
// tenant: it may have been moved, or its erasure begun, in between.
async function whole<Client>(life: Life<Client>, id: string, what: string): Promise<TenantRecord> {
  return assertWhole(await existing(life, id), what);
}

function assertKeyed<Client>({ engine }: Life<Client>, record: TenantRecord): void {
  if (engine.datasourceOf(record).rotateKey !== undefined) return;
  throw new TenancyError(
    "keys_unsupported",
    `Tenant ${nameOf(record)} lies in datasource "${record.datasource}", where tenants have no keys of their own. Move it to one of SQLite files with keys.`,
  );
}
