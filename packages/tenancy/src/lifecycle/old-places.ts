import { TenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { nameOf } from "../tenant-states";
import { assertWhole, existing, type Life, placesFor } from "./life";

/** The tenant's record. Throws what `Tenants.move` throws before anything is changed. */
export async function assertMovable<Client>(
  life: Life<Client>,
  id: string,
  to: string,
): Promise<TenantRecord> {
  const { engine } = life;
  const record = assertWhole(await existing(life, id), "moved");
  const target = engine.datasource(to);
  const source = engine.datasourceOf(record);
  if (record.datasource === to)
    throw new TenancyError("already_there", `Tenant ${nameOf(record)} is in datasource "${to}" already.`);
  if (target.accepts?.(id) === false)
    throw new TenancyError("datasource_unknown", `Datasource "${to}" takes no tenants. Choose another.`);
  if (source.keys !== undefined && source.keys === target.keys) {
    throw new TenancyError(
      "keys_shared",
      `Datasources "${record.datasource}" and "${to}" keep their keys in one place, so that removing a tenant from one would take its key from the other. Give one of them \`keysUnder\` a prefix of its own.`,
    );
  }
  if (await target.exists(id)) {
    throw new TenancyError(
      "datasource_exists",
      `There is data of tenant ${nameOf(record)} in datasource "${to}" already. If it was left there by a move, confirm that; otherwise move it away.`,
    );
  }
  return record;
}

/**
 * Removes what moves have kept of a tenant elsewhere, and returns the names of those datasources. A kept place refuses
 * writes: one that does not is no move's, or another name for the place where the tenant is. Throws `datasource_exists`.
 */
export async function confirmMove<Client>(life: Life<Client>, id: string): Promise<string[]> {
  const { engine } = life;
  await existing(life, id);
  return engine.coordination.operate(id, { kind: "confirm_move" }, async (operation) => {
    const record = assertWhole(await existing(life, id), "cleared up after");
    const removed: string[] = [];
    for (const [name, place] of placesFor(life, id)) {
      if (name === record.datasource || !(await place.exists(id))) continue;
      if (!(await place.isFenced(id))) throw notKept(record, name);
      operation.assertMine();
      await place.destroy(id);
      removed.push(name);
    }
    return removed;
  });
}

function notKept(record: TenantRecord, name: string): TenancyError {
  return new TenancyError(
    "datasource_exists",
    `The data of tenant ${nameOf(record)} in datasource "${name}" can be written to, so no move has kept it there. See whether that is another name for where the tenant is; if it is not, move the data away.`,
  );
}
