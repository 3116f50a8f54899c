import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll } from "vitest";
import { importBundle } from "../../src/bundle/index";
import type { Datasource } from "../../src/datasource";
import { isTenancyError } from "../../src/errors";
import { newTenantId } from "../../src/ids";
import { bundleOf, dump, openPlaces, type Places, stream } from "./places";

/** For tests of what is refused: places, and in each an empty one that nothing may get into. */
export let places: Places;
export const source = newTenantId();
/** An empty place that nothing may get into. */
export const target = newTenantId();
export let empty: Record<string, string>;

/** Makes them before the tests of a file, and removes them afterwards. */
export function useRefusingPlaces(): void {
  beforeAll(async () => {
    places = await openPlaces();
    await places.database.provision(source);
    await places.database.provision(target);
    await places.schema.provision(target);
    await places.row.provision(target);
    empty = await dump(places.database, target);
    const adapter = await places.database.open(source, { readOnly: false });
    for (const sql of [
      "INSERT INTO pairs VALUES ('a', 1, 10), ('b', 2, 20)",
      "INSERT INTO people (id) VALUES ('p1')",
    ])
      await adapter.executeRaw({ sql, args: [], argTypes: [] });
    await adapter.dispose();
  }, 60_000);

  afterAll(() => places.close());
}

/** The code that a bundle is refused with on its way into the empty place. */
export async function refusalOf(bundle: Buffer, datasource: Datasource, key?: Buffer): Promise<string> {
  try {
    await importBundle(stream(bundle), datasource, target, { key });
    return "nothing";
  } catch (error) {
    return isTenancyError(error) ? error.code : String(error);
  }
}

/** A bundle taken apart: its header, and its frames. */
export function framesOf(bundle: Buffer): { header: Buffer; parts: Buffer[] } {
  let at = 0;
  for (let lines = 0; lines < 3; lines++) at = bundle.indexOf(10, at) + 1;
  const header = bundle.subarray(0, at);
  const parts: Buffer[] = [];
  while (at < bundle.length - 32) {
    const end = at + 4 + (bundle.readUInt32BE(at) & 0x7fff_ffff);
    parts.push(bundle.subarray(at, end));
    at = end;
  }
  return { header, parts };
}

export interface Lines {
  head: {
    tables: Array<{
      name: string;
      columns: Array<{ name: string; type: string; nullable: boolean }>;
      key: string[];
    }>;
    migrations: Array<{ name: string; checksum: string }>;
    dialect: string;
  };
  rest: string[];
}

/** The lines of a real bundle, to be made into a false one. */
export async function realLines(): Promise<Lines> {
  const id = newTenantId();
  await places.database.provision(id);
  const adapter = await places.database.open(id, { readOnly: false });
  await adapter.executeRaw({
    sql: "INSERT INTO pairs VALUES ('a', 1, 10), ('b', 2, 20)",
    args: [],
    argTypes: [],
  });
  await adapter.dispose();
  const { parts } = framesOf(await bundleOf(places.database, id));
  const payload = Buffer.concat(parts.map((part) => part.subarray(4, -16)));
  const [head = "", ...rest] = gunzipSync(payload).toString().trimEnd().split("\n");
  await places.database.destroy(id);
  return { head: JSON.parse(head), rest };
}

/** A table's end, as it has to be for these rows. */
export function endOf(table: string, lines: string[]): string {
  const content = lines.map((line) => `${line}\n`).join("");
  const sha256 = createHash("sha256").update(content).digest("hex");
  return JSON.stringify({ table, rows: lines.length, bytes: Buffer.byteLength(content), sha256 });
}
