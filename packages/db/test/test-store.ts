import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureAppLogin } from "@acre/tenancy";
import { onTestFinished } from "vitest";
import { openStore, type Store, type StoreOptions } from "../src/store/open-store";
import { createDatabase } from "./postgres-server";

/** A store in a folder of its own, and on a database of its own but for files; closed and removed with the test. */
export async function openTestStore(
  options: Pick<StoreOptions, "isolation"> & Partial<StoreOptions>,
): Promise<Store> {
  const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
  const postgres = options.isolation === "database" ? null : await emptyDatabase();
  const store = await openStore({ dir, maxOpenTenants: 4, postgres, ...options });
  onTestFinished(async () => {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return store;
}

async function emptyDatabase() {
  const ownerUrl = await createDatabase();
  const { url: appUrl } = await ensureAppLogin({ ownerUrl });
  return { ownerUrl, appUrl, appPassword: "app" };
}
