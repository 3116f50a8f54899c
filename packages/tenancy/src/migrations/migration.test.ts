import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/fixture/tenancy";
import { loadMigrations, migration } from "./migration";
import { schemaVersions } from "./schema-version";

describe("loadMigrations", () => {
  it("reads Prisma's folders, oldest first, with the file's SHA-256", () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, "migration_lock.toml"), 'provider = "sqlite"');
    for (const name of ["20250201000000_b", "20250101000000_a"]) {
      mkdirSync(join(dir, name));
      writeFileSync(join(dir, name, "migration.sql"), `-- ${name} é\n`);
    }
    const loaded = loadMigrations(dir);
    expect(loaded.map(({ name }) => name)).toEqual(["20250101000000_a", "20250201000000_b"]);
    expect(loaded[0]?.checksum).toBe(createHash("sha256").update("-- 20250101000000_a é\n").digest("hex"));
  });

  it("names what is missing", () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, "1_empty"));
    const invalid = expect.objectContaining({ code: "migration_invalid" });
    expect(() => loadMigrations(dir)).toThrow(invalid);
    expect(() => loadMigrations(dir)).toThrow(/1_empty/);
    expect(() => loadMigrations(join(dir, "nowhere"))).toThrow(invalid);
  });
});

describe("schemaVersions", () => {
  const [a, b, c] = [migration("1_a", "A"), migration("2_b", "B"), migration("3_c", "C")];

  it("counts what a version lacks", () => {
    const all = schemaVersions([a, b, c]);
    expect(all.pending(null)).toBe(3);
    expect(all.pending(schemaVersions([a]).latest)).toBe(2);
    expect(all.pending(all.latest)).toBe(0);
    expect(all.latest).toMatch(/^3_c\./);
  });

  it("knows no version of another history: newer, edited, or with a migration merged in between", () => {
    const old = schemaVersions([a, c]);
    expect(old.pending(schemaVersions([a, b, c]).latest)).toBeNull();
    expect(schemaVersions([a, b, c]).pending(old.latest)).toBeNull();
    expect(schemaVersions([a, migration("3_c", "edited")]).pending(old.latest)).toBeNull();
  });
});
