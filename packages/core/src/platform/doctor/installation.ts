import { masterKeyOf } from "@acre/tenancy";
import { migrationStatus } from "../migrations";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { type Check, checking, good, trouble, warning } from "./check";

// Five times as long as a lease: a process that is late comes back before.
const silentMs = 60_000;

/** What the open installation shows: the catalog, keys, walls between tenants, versions, processes, unfinished work. */
export async function examineInstallation(operator: Operator): Promise<Check[]> {
  const { platform } = operator;
  const checks = [
    checking("catalog", "Look at the database's own log.", () => catalog(platform)),
    checking("keys", "Start with the master key that wrapped them.", () => keys(platform)),
    checking("isolation", "Look at the server's own log.", () => isolation(platform)),
    checking("migrations", "Run: npx acre migrate status", () => versions(operator)),
    checking("processes", "Look at the database's own log.", () => processes(platform)),
    checking("operations", "Look at the database's own log.", () => operations(platform)),
    checking("tenants", "Look at the database's own log.", () => unfinishedTenants(platform)),
  ];
  return (await Promise.all(checks)).flat();
}

async function catalog({ catalog, env }: Platform): Promise<Check[]> {
  const before = performance.now();
  const tenants = await catalog.tenant.count();
  const took = Math.ceil(performance.now() - before);
  return [
    good("catalog", `${env.database ? "PostgreSQL" : "a file"}, ${tenants} tenants, answers in ${took} ms`),
  ];
}

async function keys({ catalog, masterKeys }: Platform): Promise<Check[]> {
  const [wrapped, files, servers] = await Promise.all([
    catalog.tenantKey.findMany({ select: { placeId: true, masterKeyId: true } }),
    catalog.tenant.findMany({
      where: { isolation: "database", status: { not: "provisioning" } },
      select: { id: true, slug: true },
    }),
    catalog.datasourceServer.findMany({ select: { masterKeyId: true } }),
  ]);
  for (const id of new Set([...wrapped, ...servers].map((each) => each.masterKeyId)))
    masterKeyOf(masterKeys, id);
  const places = new Set(wrapped.map(({ placeId }) => placeId));
  const without = files.filter(({ id }) => !places.has(id)).map(({ slug }) => slug);
  if (without.length === 0) return [good("keys", `${wrapped.length}, wrapped by ${masterKeys.current.id}`)];
  return [
    trouble(
      "keys",
      `${without.length} tenants in files have no key: ${some(without)}`,
      "Their files are plain or lost: npx acre tenant rotate-key SLUG gives a plain one its first key.",
    ),
  ];
}

async function isolation({ tenancy }: Platform): Promise<Check[]> {
  const findings = await tenancy.inspect();
  if (findings.length === 0) return [good("isolation", "inspected: tenants are apart in every place")];
  return findings.map(({ severity, datasource, object, problem, code, fix }) => {
    const found = `${datasource}: ${object}: ${problem} (${code})`;
    return (severity === "error" ? trouble : warning)("isolation", found, `Mend it with: ${fix}`);
  });
}

async function versions(operator: Operator): Promise<Check[]> {
  const { tenants, run } = await migrationStatus(operator);
  const checks: Check[] = [];
  if (tenants.behind > 0) {
    const found = `${tenants.behind} of ${tenants.total} tenants lack migrations`;
    checks.push(
      trouble("migrations", found, "Run: npx acre migrate deploy, or resume the run that has stopped."),
    );
  }
  if (run !== null && (run.status === "paused" || run.status === "failed")) {
    const found = `the newest run is ${run.status}`;
    checks.push(warning("migrations", found, "Run: npx acre migrate status"));
  }
  return checks.length > 0 ? checks : [good("migrations", `${tenants.total} tenants are up to date`)];
}

async function processes({ catalog }: Platform): Promise<Check[]> {
  const all = await catalog.serverProcess.findMany();
  const dead = all.filter(({ heartbeatAt }) => Date.now() - heartbeatAt.getTime() > silentMs);
  if (dead.length === 0) return [good("processes", `${all.length} at work`)];
  const found = `${dead.length} were killed or cannot reach the catalog: ${some(dead.map(({ kind, id }) => `${kind} ${id}`))}`;
  return [
    warning(
      "processes",
      found,
      "Nothing, if they are gone: the next operation that needs to know removes them.",
    ),
  ];
}

async function operations({ catalog }: Platform): Promise<Check[]> {
  const running = await catalog.tenantOperation.findMany({ where: { running: { not: null } } });
  const processes = new Set((await catalog.serverProcess.findMany()).map(({ id }) => id));
  const stale = running.filter(({ processId }) => !processes.has(processId));
  if (stale.length === 0) return [good("operations", `${running.length} under way`)];
  return stale.map(({ kind, tenantId, step, lastError }) =>
    trouble(
      "operations",
      `a ${kind} of tenant ${tenantId} was cut off at "${step}"${lastError ? `: ${lastError}` : ""}`,
      "Run the same command again: it goes on, or takes it back.",
    ),
  );
}

async function unfinishedTenants({ catalog }: Platform): Promise<Check[]> {
  const [deleting, making] = await Promise.all([
    catalog.tenant.findMany({ where: { status: "deleting" }, select: { slug: true } }),
    catalog.tenant.findMany({
      where: { status: "provisioning", createdAt: { lt: new Date(Date.now() - silentMs) } },
      select: { slug: true },
    }),
  ]);
  const slugs = (tenants: { slug: string }[]) => tenants.map(({ slug }) => slug);
  const checks: Check[] = [];
  if (deleting.length > 0) {
    const found = `half erased: ${some(slugs(deleting))}`;
    checks.push(trouble("tenants", found, "Run: npx acre tenant delete SLUG, which finishes it."));
  }
  if (making.length > 0) {
    const found = `half made: ${some(slugs(making))}`;
    checks.push(warning("tenants", found, "The next start finishes what a sign-up began; or delete them."));
  }
  return checks.length > 0 ? checks : [good("tenants", "none is half made or half erased")];
}

const most = 5;

function some(names: readonly string[]): string {
  return names.slice(0, most).join(", ") + (names.length > most ? ", …" : "");
}
