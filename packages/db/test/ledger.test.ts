import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPostgresServer, ensureAppLogin, type Ledger } from "@acre/tenancy";
import { createMemoryLedger } from "@acre/tenancy/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLedger } from "../src/ledger";
import { openCatalogFile } from "../src/store/catalog";
import { openCatalogSchema } from "../src/store/catalog-schema";
import { createDatabase } from "./postgres-server";

async function inFile(): Promise<Ledger> {
  const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const { catalog, close } = await openCatalogFile(join(dir, "catalog.db"));
  onTestFinished(close);
  return createLedger(catalog);
}

async function onServer(): Promise<Ledger> {
  const ownerUrl = await createDatabase();
  const { url: appUrl } = await ensureAppLogin({ ownerUrl });
  const { catalog, close } = await openCatalogSchema(createPostgresServer({ ownerUrl, appUrl }));
  onTestFinished(close);
  return createLedger(catalog);
}

const ledgers: Record<string, () => Promise<Ledger>> = {
  "in memory": async () => createMemoryLedger(),
  "in a file": inFile,
  "on a server": onServer,
};

const tenantId = "00000000-0000-7000-8000-000000000001";
const otherId = "00000000-0000-7000-8000-000000000002";
const operation = { id: "op", tenantId, kind: "move", processId: "one", step: "begin", state: "{}" };

describe.each(Object.entries(ledgers))("a ledger %s", (_, open) => {
  it("knows who is there, by a heartbeat that changes", async () => {
    const ledger = await open();
    expect(await ledger.renew("one")).toBe(false);
    for (const id of ["one", "other", "one"]) await ledger.join(id, "serve");
    const heartbeat = async () => (await ledger.processes()).find(({ id }) => id === "one")?.heartbeat;
    const before = await heartbeat();
    await expect
      .poll(async () => {
        expect(await ledger.renew("one")).toBe(true);
        return heartbeat();
      })
      .not.toBe(before);
    await ledger.leave("one");
    await ledger.leave("one");
    expect((await ledger.processes()).map(({ id }) => id)).toEqual(["other"]);
    expect(await ledger.renew("one")).toBe(false);
  });

  it("takes the answers to several wishes at once, and keeps the newest of a process to each", async () => {
    const ledger = await open();
    await ledger.join("one", "serve");
    const drains = [tenantId, otherId].map((id) => ({ tenantId: id, epoch: 2 }));
    for (const drain of drains) await ledger.requestDrain(drain);
    await ledger.answer("one", drains.slice(0, 1));
    await ledger.answer("one", drains);
    for (const drain of drains) expect(await ledger.answers(drain)).toEqual(["one"]);
  });

  it("keeps the highest wish for a tenant, and the answers to it until that ends", async () => {
    const ledger = await open();
    for (const id of ["one", "other"]) await ledger.join(id, "serve");
    for (const epoch of [2, 3, 1]) await ledger.requestDrain({ tenantId, epoch });
    expect(await ledger.drains()).toEqual([{ tenantId, epoch: 3 }]);
    await ledger.answer("one", [{ tenantId, epoch: 2 }]);
    expect(await ledger.answers({ tenantId, epoch: 3 })).toEqual([]);
    for (const id of ["one", "other"]) await ledger.answer(id, [{ tenantId, epoch: 3 }]);
    expect((await ledger.answers({ tenantId, epoch: 3 })).sort()).toEqual(["one", "other"]);
    await ledger.leave("other");
    expect(await ledger.answers({ tenantId, epoch: 3 })).toEqual(["one"]);
    await ledger.endDrain({ tenantId, epoch: 2 });
    expect(await ledger.isDraining(tenantId)).toBe(true);
    await ledger.endDrain({ tenantId, epoch: 3 });
    expect(await ledger.isDraining(tenantId)).toBe(false);
    expect(await ledger.answers({ tenantId, epoch: 3 })).toEqual([]);
  });

  it("of many who begin on one tenant lets one, and who is not at it changes nothing", async () => {
    const ledger = await open();
    const begun = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        ledger.begin({ ...operation, id: `op ${n}`, processId: `p ${n}` }),
      ),
    );
    expect(begun.filter((running) => running === null)).toHaveLength(1);
    const [running] = await ledger.running();
    if (running === undefined) throw new Error("Nothing runs.");
    for (const other of begun) if (other !== null) expect(other).toEqual(running);
    const stranger = { ...running, processId: "stranger" };
    expect(await ledger.save({ ...stranger, step: "theirs" })).toBe(false);
    expect(await ledger.finish(stranger, null)).toBe(false);
    expect(await ledger.save({ ...running, step: "cut over", state: '{"n":1}' })).toBe(true);
    const taken = await Promise.all(["a", "b"].map((id) => ledger.takeOver(running, id)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await ledger.save({ ...running, step: "late" })).toBe(false);
    const [now] = await ledger.running();
    expect(now).toMatchObject({ id: running.id, step: "cut over", state: '{"n":1}' });
    if (now === undefined) throw new Error("Nothing runs.");
    expect(await ledger.finish(now, "No room.")).toBe(true);
    expect(await ledger.finish(now, null)).toBe(false);
    expect(await ledger.begin(operation)).toBeNull();
  });
});
