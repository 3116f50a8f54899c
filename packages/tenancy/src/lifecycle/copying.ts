import type { BundleProgress } from "../bundle/index";
import { awaitsSetUp } from "../engine";
import { TenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { assertConnectable, nameOf } from "../tenant-states";
import { copyData } from "./copy-data";
import { existing, type Life } from "./life";
import type { CreateTenantOptions, Making } from "./making";

export interface CopyTenantOptions<Client> extends CreateTenantOptions<Client> {
  /** Whether the data is copied, or the schema alone; with the data unless said. */
  data?: boolean;
  onProgress?: (progress: BundleProgress) => void;
}

/**
 * Makes a tenant from another one, as that is at one moment. The other is held up by nothing: it goes on being used, and
 * any number of copies may be made of it at once.
 */
export async function copyTenantTo<Client>(
  life: Life<Client>,
  making: Making<Client>,
  fromId: string,
  options: CopyTenantOptions<Client>,
): Promise<TenantRecord> {
  const { engine } = life;
  const source = await existing(life, fromId);
  assertConnectable(source);
  const from = engine.datasourceOf(source);
  const empty = options.data === false || awaitsSetUp(engine.options, source);
  if (!empty && from.isBehind(source.schemaVersion)) {
    throw new TenancyError(
      "tenant_outdated",
      `Tenant ${nameOf(source)} is at schema ${source.schemaVersion ?? "none"}, older than a copy of it would be. Deploy the migrations first.`,
    );
  }
  // While another process restores it or changes its key, there is nothing to be read.
  await engine.coordination.assertOpenable(source.id);
  return making.create(options, {
    kind: "copy",
    async fill(record) {
      if (empty) return;
      const to = engine.datasourceOf(record);
      if (to === from && (await from.duplicate?.(source.id, record.id))) return;
      await copyData(
        { datasource: from, tenantId: source.id },
        { datasource: to, tenantId: record.id },
        { onProgress: options.onProgress },
      );
    },
  });
}
