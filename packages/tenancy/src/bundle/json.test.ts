import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dump, models, openPlaces, type Places, stream } from "../../test/bundle/places";
import { seed } from "../../test/bundle/seed";
import { newTenantId } from "../ids";
import { bundleOfJson, exportTenantJson, importBundle, isJsonDocument, verifyBundle } from "./index";

let places: Places;
const id = newTenantId();
let json: Buffer;

beforeAll(async () => {
  places = await openPlaces();
  await seed(places.database, places.dir, id);
  json = await jsonOf(id);
}, 60_000);
afterAll(() => places.close());

async function jsonOf(tenantId: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  await exportTenantJson(places.database, tenantId, writable, { slug: "acme" });
  return Buffer.concat(chunks);
}

const read = (bytes: Buffer | string) => verifyBundle(bundleOfJson(stream(Buffer.from(bytes))));

it("a tenant is one JSON document of tables and rows", async () => {
  const document = JSON.parse(json.toString());
  expect(isJsonDocument(json)).toBe(true);
  expect(document.about.tenant).toEqual({ id, slug: "acme" });
  const { checksums } = await read(json);
  for (const { table, rows } of checksums) expect(document.tables[table]).toHaveLength(rows);
  const [table] = document.about.tables.filter(
    ({ name }: { name: string }) => document.tables[name].length > 0,
  );
  expect(Object.keys(document.tables[table.name][0])).toEqual(
    table.columns.map(({ name }: { name: string }) => name),
  );
});

it.each(models)("it comes back whole in the %s model", async (model) => {
  const copy = newTenantId();
  await importBundle(bundleOfJson(stream(json)), places[model], copy);
  expect(await dump(places[model], copy)).toEqual(await dump(places.database, id));
  await places[model].destroy(copy);
});

it("what is not as it was written is refused by its line, and a shortened one at any place", async () => {
  const lines = json.toString().split("\n");
  const row = lines.findIndex((line, index) => index > 0 && line.startsWith("{"));
  const changed = (line: string) => [...lines.slice(0, row), line, ...lines.slice(row + 1)].join("\n");
  for (const wrong of [
    changed(`{"x":1,${String(lines[row]).slice(1)}`),
    changed("{}"),
    changed("[1]"),
    changed("{"),
    changed(String(lines[row]).slice(0, 20)),
    json.toString().replace('"acre-json"', '"other"'),
    `${json.toString()}{}\n`,
    JSON.stringify(JSON.parse(json.toString()), null, 2),
  ])
    await expect(read(wrong)).rejects.toMatchObject({ code: expect.stringMatching(/^bundle_/) });
  for (let end = 0; end < lines.length - 1; end += Math.ceil(lines.length / 60))
    await expect(
      read(
        lines
          .slice(0, end)
          .map((line) => `${line}\n`)
          .join(""),
      ),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^bundle_/),
    });
});
