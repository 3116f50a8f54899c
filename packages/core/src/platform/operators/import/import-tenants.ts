import { isResting, migrationsOf } from "@acre/db/platform";
import {
  type ImportedTenant,
  type Importing,
  openImport,
  type TableReport,
  TenancyError,
} from "@acre/tenancy";
import { companyName } from "../../../settings/inputs";
import type { Platform } from "../../platform";
import { audited } from "../audited";
import type { Operator } from "../operator";
import { type PlaceWish, wishedPlace } from "../places";
import { finishTenant } from "./finish-tenant";
import { importChecks } from "./import-checks";
import type { ImportProgress, ImportReport, TenantReport } from "./import-report";

export interface ImportInput extends PlaceWish {
  /** As it was parsed from JSON. */
  mapping: unknown;
  /** The mapping's folder, from which a SQLite file's path is read. */
  dir: string;
  /** Where the address of a PostgreSQL source is looked up. */
  variables: Readonly<Record<string, string | undefined>>;
  /** Says what would happen, and does nothing. */
  dryRun?: boolean;
  onProgress?: (progress: ImportProgress) => void;
}

/**
 * Makes tenants of an existing database, one after another. All rows of all are read and judged first; then each tenant is
 * there whole or not at all. Cut off anywhere, the same call goes on: what an earlier one finished is left as it is.
 * @throws TenancyError `import_mapping_invalid`, `import_source_unreadable`, `import_refused`, and what
 * `Tenants.import` throws; AppError `invalid_input` for a place that there is not
 */
export async function importTenants(operator: Operator, input: ImportInput): Promise<ImportReport> {
  const { platform } = operator;
  const datasource = wishedPlace(platform, input);
  const { dryRun = false, onProgress = () => {} } = input;
  const importing = await openImport({
    mapping: input.mapping,
    dir: input.dir,
    variables: input.variables,
    migrations: migrationsOf("tenant", "sqlite"),
    checks: importChecks,
  });
  try {
    const { name, onBadRow } = importing;
    if (!dryRun) await clearHalfMade(platform, importing);
    const tenants = await survey(platform, importing, onProgress);
    const unplaced = await importing.unplaced();
    const badRows = [...unplaced, ...tenants.flatMap(({ tables }) => tables)].reduce(
      (sum, { skipped }) => sum + skipped,
      0,
    );
    const refused = onBadRow === "refuse" && badRows > 0;
    const report = { name, onBadRow, dryRun, refused, badRows, tenants, unplaced };
    if (dryRun || refused) return report;
    const planned = tenants.filter(({ outcome }) => outcome === "planned");
    for (const [at, tenant] of planned.entries()) {
      const told = (table: string, rows: number) =>
        onProgress({ step: "importing", slug: tenant.slug, number: at + 1, of: planned.length, table, rows });
      await importOne(operator, importing, tenant, datasource, told);
      tenant.outcome = "imported";
    }
    return report;
  } finally {
    await importing.close();
  }
}

// What a killed import was making is taken back: it is made anew.
async function clearHalfMade({ tenancy }: Platform, { tenants }: Importing): Promise<void> {
  let asked = false;
  for (const { id } of tenants) {
    const isHalfMade = async () => isUnfinished((await tenancy.tenants.getById(id))?.status);
    if (!(await isHalfMade())) continue;
    if (!asked) await tenancy.tenants.finishInterrupted();
    asked = true;
    if (!(await isHalfMade())) continue;
    throw new TenancyError(
      "tenant_busy",
      `Tenant ${id} of this import is being made or removed by another process. Wait for that to end, and run the import again.`,
    );
  }
}

const isUnfinished = (status: string | undefined) => status === "provisioning" || status === "deleting";

async function survey(
  platform: Platform,
  importing: Importing,
  onProgress: (progress: ImportProgress) => void,
): Promise<TenantReport[]> {
  const { tenants } = platform.tenancy;
  const reports: TenantReport[] = [];
  const problems: string[] = [];
  for (const { id, slug, company, key } of importing.tenants) {
    const there = await tenants.getById(id);
    if (there !== null && !isUnfinished(there.status)) {
      reports.push({ id, slug: there.slug, company, outcome: "there", tables: [] });
      continue;
    }
    reports.push({ id, slug, company, outcome: "planned", tables: [] });
    const label = key === null ? "the tenant" : `customer ${key}`;
    if (!companyName.safeParse(company).success)
      problems.push(`${label}: its company name is too long or odd`);
    if (await isTaken(platform, slug, id))
      problems.push(`${label}: the name ${slug} is taken by another tenant, or was in the last 90 days`);
  }
  if (problems.length > 0) {
    const shown = problems.slice(0, 20).join("\n");
    const message = `${problems.length} of the customers cannot become tenants; nothing was written.\n${shown}`;
    throw new TenancyError("import_refused", message);
  }
  const planned = reports.filter(({ outcome }) => outcome === "planned");
  for (const [at, report] of planned.entries()) {
    const told = (table: string, rows: number) =>
      onProgress({ step: "checking", slug: report.slug, number: at + 1, of: planned.length, table, rows });
    report.tables = await importing.survey(sourceOf(importing, report.id), told);
  }
  return reports;
}

async function isTaken({ tenancy, catalog }: Platform, slug: string, id: string): Promise<boolean> {
  const holder = await tenancy.tenants.get(slug);
  if (holder !== null) return holder.id !== id;
  return catalog.$transaction((tx) => isResting(tx, slug));
}

function sourceOf({ tenants }: Importing, id: string): ImportedTenant {
  const found = tenants.find((tenant) => tenant.id === id);
  if (found === undefined) throw new RangeError(`The import has no tenant ${id}.`);
  return found;
}

async function importOne(
  operator: Operator,
  importing: Importing,
  { id, slug, company, tables }: TenantReport,
  datasource: string | undefined,
  onRows: (table: string, rows: number) => void,
): Promise<void> {
  const rows = tables.reduce((sum, { written }) => sum + written, 0);
  const detail = { slug, import: importing.name, rows };
  const tenant = sourceOf(importing, id);
  await audited(operator, { action: "tenant.imported", tenantId: id, detail }, () =>
    operator.platform.tenancy.tenants.import({
      id,
      slug,
      datasource,
      async fill(loader) {
        assertAsSurveyed(slug, tables, await importing.fill(tenant, loader, onRows));
      },
      prepare: (db) => finishTenant(db, company),
    }),
  );
}

// Both read the same moment of the source; the report is of what was written.
function assertAsSurveyed(
  slug: string,
  surveyed: readonly TableReport[],
  filled: readonly TableReport[],
): void {
  if (JSON.stringify(surveyed) === JSON.stringify(filled)) return;
  throw new TenancyError(
    "copy_differs",
    `What was written for ${slug} is not what was read before. Nothing of it was kept; try again.`,
  );
}
