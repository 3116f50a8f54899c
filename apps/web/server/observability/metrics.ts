import { installationFacts, type Platform } from "@acre/core/platform";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** A request that was answered. */
export interface Answered {
  method: string;
  /** A pattern, never an address. */
  route: string;
  status: number;
  seconds: number;
  /** The workspace it was for, by its opaque id. */
  tenant: string | undefined;
}

export interface Metrics {
  observe(answered: Answered): void;
  /** Everything in Prometheus' text format (version 0.0.4). */
  text(): Promise<string>;
}

// Node answers methods that anybody makes up, and each would be a series.
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of this process and of the installation it serves. The number of series does not grow with the tenants. */
export function createMetrics(platform: Platform): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "acre_http_request_duration_seconds",
    help: "Time until a request was answered.",
    labelNames: ["method", "route", "status"],
    buckets,
    registers,
  });
  const errors = new Counter({
    name: "acre_http_errors_total",
    help: "Requests that failed on our side (status 500 and above).",
    labelNames: ["method", "route"],
    registers,
  });
  const tenants = watchTenants(platform, registers);
  tellConnections(platform, registers);
  tellInstallation(platform, registers);
  return {
    observe({ method, route, status, seconds, tenant }) {
      const labels = { method: methods.has(method) ? method : "OTHER", route };
      duration.observe({ ...labels, status }, seconds);
      if (status >= 500) errors.inc(labels);
      if (tenant !== undefined) tenants.count(tenant);
    },
    text: () => registry.metrics(),
  };
}

/** Requests of the busiest tenants since the start of the process: as many series as were asked for, or none. */
function watchTenants({ env }: Platform, registers: Registry[]) {
  const most = env.metrics.tenants;
  const requests = new Map<string, number>();
  if (most === 0) return { count() {} };
  new Gauge({
    name: "acre_tenant_requests",
    help: `Requests answered since the start, of the ${most} busiest tenants.`,
    labelNames: ["tenant"],
    registers,
    collect() {
      this.reset();
      const busiest = [...requests].sort(([, one], [, other]) => other - one).slice(0, most);
      for (const [tenant, count] of busiest) this.set({ tenant }, count);
    },
  });
  return {
    count: (tenant: string) => {
      requests.set(tenant, (requests.get(tenant) ?? 0) + 1);
    },
  };
}

function tellConnections({ tenancy }: Platform, registers: Registry[]): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge("acre_tenants_open", "Tenants with an open connection.", () => tenancy.gauges().open);
  gauge(
    "acre_tenant_queries_in_use",
    "Queries and transactions of tenants under way.",
    () => tenancy.gauges().inUse,
  );
  gauge(
    "acre_tenant_pool_waiting",
    "Queries and transactions that wait for their tenant to be opened, or for whoever has it alone.",
    () => tenancy.gauges().waiting,
  );
  gauge(
    "acre_tenant_turn_waiting",
    "Statements of tenants in files that wait for their share of the process.",
    () => tenancy.gauges().waitingForTurn,
  );
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  total("acre_tenant_pool_hits_total", "Times an open connection was lent.", () => tenancy.gauges().hits);
  total("acre_tenant_pool_misses_total", "Times one was opened first.", () => tenancy.gauges().misses);
  total(
    "acre_tenant_pool_evictions_total",
    "Connections closed to make room.",
    () => tenancy.gauges().evictions,
  );
  new Gauge({
    name: "acre_server_connections",
    help: "Connections to database servers: open, in use, and requests that wait for one.",
    labelNames: ["server", "state"],
    registers,
    collect() {
      this.reset();
      for (const { datasources, open, inUse, waiting } of tenancy.gauges().servers) {
        const server = datasources.join(",");
        this.set({ server, state: "open" }, open);
        this.set({ server, state: "in_use" }, inUse);
        this.set({ server, state: "waiting" }, waiting);
      }
    },
  });
}

const factsMs = 10_000;

/** What the catalog knows, asked at most every ten seconds however often metrics are read. */
function tellInstallation(platform: Platform, registers: Registry[]): void {
  let facts: ReturnType<typeof installationFacts> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  const ask = () => {
    if (facts === null || performance.now() - askedAt > factsMs) {
      askedAt = performance.now();
      facts = installationFacts(platform);
      // The next one asks anew.
      facts.catch(() => {
        facts = null;
      });
    }
    return facts;
  };
  const gauge = (
    name: string,
    help: string,
    labels: string[],
    tell: (gauge: Gauge, facts: Awaited<ReturnType<typeof installationFacts>>) => void,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: labels,
      registers,
      async collect() {
        this.reset();
        tell(this, await ask());
      },
    });
  const byName = (label: string, counts: Record<string, number>, to: Gauge) => {
    for (const [name, count] of Object.entries(counts)) to.set({ [label]: name }, count);
  };
  gauge("acre_tenants", "Tenants by status.", ["status"], (to, { tenants }) => byName("status", tenants, to));
  gauge("acre_tenants_schema", "Tenants by their newest migration.", ["version"], (to, { schemaVersions }) =>
    byName("version", schemaVersions, to),
  );
  gauge("acre_migration_running", "Whether a run of migrations is open.", [], (to, { migrating }) =>
    to.set(migrating ? 1 : 0),
  );
  gauge(
    "acre_migration_tenants",
    "Tenants of the newest run of migrations, by how it stands for them.",
    ["status"],
    (to, { migrationRun }) => byName("status", migrationRun, to),
  );
  gauge(
    "acre_job_runs",
    "Runs of jobs: under way, and failed in the last day.",
    ["job", "status"],
    (to, { jobs }) => {
      for (const { job, running, failed } of jobs) {
        to.set({ job, status: "running" }, running);
        to.set({ job, status: "failed" }, failed);
      }
    },
  );
  gauge(
    "acre_job_last_completed_timestamp_seconds",
    "When a job was last completed.",
    ["job"],
    (to, { jobs }) => {
      for (const { job, lastCompleted } of jobs) if (lastCompleted !== null) to.set({ job }, lastCompleted);
    },
  );
}
