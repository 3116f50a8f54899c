import type { Datasource } from "../datasource";
import type { TenantRecord } from "../registry";
import type { ReadKeys } from "./tenant-keys";

/** Reads the keys of several tenants' places with one question for each datasource, by the datasource's name. */
export async function readKeysOf(
  datasources: Readonly<Record<string, Datasource>>,
  records: readonly TenantRecord[],
): Promise<Map<string, ReadKeys>> {
  const read = new Map<string, ReadKeys>();
  for (const name of new Set(records.map(({ datasource }) => datasource))) {
    const datasource = Object.hasOwn(datasources, name) ? datasources[name] : undefined;
    const there = records.filter((record) => record.datasource === name).map(({ id }) => id);
    const keys = await datasource?.readKeys?.(there);
    if (keys !== undefined) read.set(name, keys);
  }
  return read;
}
