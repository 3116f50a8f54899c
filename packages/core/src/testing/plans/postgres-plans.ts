import { z } from "zod";
import type { TenantContext } from "../../context";
import { runAs, runSql } from "../postgres-server";
import { distinct, type PlanReader, type SentStatement } from "./plan-reader";

/** Walks over all rows of a workspace's table that are no fault, and why. Any other turns the test red. */
const mayWalk: { table: string; by: RegExp; statement: RegExp; reason: string }[] = [
  {
    table: "projects",
    by: /^Index/,
    statement: /./,
    reason: "all projects in order of creation are read in that order, up to the limit",
  },
  {
    table: "labels",
    by: /Index/,
    statement: /./,
    reason: "all labels by name are the whole table, read in that order",
  },
  { table: "company_settings", by: /Scan$/, statement: /./, reason: "the settings are one row" },
  {
    table: "tasks",
    by: /Index/,
    statement: /GROUP BY \S*"project_id", \S*"status"/,
    reason: "the progress of all projects on a page counts their tasks, which here are all there are",
  },
  {
    table: "tasks",
    by: /^Index/,
    statement: /"project_id" = .* ORDER BY \S*"tasks"\."id" ASC/s,
    reason:
      "read in order of creation up to the limit, past other projects' tasks, where that is estimated cheaper",
  },
  {
    table: "task_labels",
    by: /^Bitmap/,
    statement: /"task_id" IN \(/,
    reason:
      "the labels of a page's tasks, where a workspace is estimated to have few: its size is not known to a plan",
  },
  {
    table: "audit_log",
    by: /^Index/,
    statement: /"project_id" = .* ORDER BY \S*"audit_log"\."id" DESC/s,
    reason: "read newest first up to the limit, past other projects' events, where that is estimated cheaper",
  },
];

const isQuery = /^(WITH|SELECT|UPDATE|DELETE|INSERT)\b.*"/is;

/** What the process asks of the catalog beside: its heartbeat, and who is to let go of which tenant. */
const catalog = '"acre_catalog".';

/** How the engine tells the database whose the transaction is. */
const isContext = /^SELECT WHERE pg_catalog\.set_config\('acre\.tenant'/;

export interface PostgresPlans {
  ctx: TenantContext;
  ownerUrl: string;
  superUrl: string;
  /** The schema of the workspace's tables. */
  schema: string;
  /** Into how many parts each table is divided; 1 for not at all. */
  parts: number;
  /** The statements sent since it was last called. */
  take: () => SentStatement[];
}

/**
 * The plans of a workspace on PostgreSQL, as it gets them itself: under its signed context and as the app's login, past
 * the guard, which lets no handle explain. They are read with `enable_seqscan = off` in the
 * database: a test's tables are so small that reading them whole is rightly the cheapest, and with it switched off
 * they are read whole only where no index serves.
 */
export function postgresPlans(options: PostgresPlans): PlanReader {
  const { ctx, ownerUrl, superUrl, schema, parts, take } = options;
  let context: SentStatement | undefined;
  return {
    async statementsOf(work) {
      take();
      await work();
      const sent = take();
      context = sent.findLast(
        ({ text, values }) => isContext.test(text) && values[1] === `"${schema}", pg_temp`,
      );
      return distinct(sent.filter(({ text }) => isQuery.test(text) && !text.includes(catalog)));
    },
    async forbiddenWalks({ text, values }) {
      if (context === undefined) throw new Error("No statement was sent in the workspace's context.");
      const [login] = await ctx.db.$queryRaw<{ name: string }[]>`SELECT current_user::text AS name`;
      const explained = { text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values };
      const [row] = await runAs(superUrl, login?.name ?? "", [context, explained]);
      const nodes = nodesOf(plans.parse(Object.values(row ?? {})[0])[0].Plan).filter(isRun);
      const scans = nodes.filter((of) => /Scan$/.test(of["Node Type"]) && of["Relation Name"] !== undefined);
      return [...scans.filter((of) => walks(of, text)).map(describe), ...partsTouched(scans, parts)];
    },
    async dropIndexOn(table, column) {
      const [found] = await runSql(
        ownerUrl,
        "SELECT indexname FROM pg_indexes WHERE schemaname = $1 AND tablename = $2 AND indexdef ~ $3",
        [schema, table, `\\((tenant_id, )?${column},`],
      );
      await runSql(ownerUrl, `DROP INDEX "${schema}"."${found?.indexname}"`);
    },
  };
}

const node = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  "Index Cond": z.string().optional(),
  Filter: z.string().optional(),
  "Actual Loops": z.number(),
  get Plans() {
    return z.array(node).optional();
  },
});
type Node = z.infer<typeof node>;
const plans = z.tuple([z.object({ Plan: node })]);

/** All nodes of a plan; one that reads an index alone is told of the table by the node above it. */
function nodesOf(root: Node): Node[] {
  const below = (root.Plans ?? []).map((of) =>
    of["Node Type"].startsWith("Bitmap") ? { "Relation Name": root["Relation Name"], ...of } : of,
  );
  return [root, ...below.flatMap(nodesOf)];
}

function isRun(of: Node): boolean {
  return of["Actual Loops"] > 0;
}

/** Whether it reads all of a workspace's rows: the index condition that leaves out those of others is not enough. */
function walks(of: Node, text: string): boolean {
  if (of["Node Type"] === "Bitmap Heap Scan") return false;
  const conditions = of["Index Cond"]?.split(" AND ") ?? [];
  return conditions.every((condition) => /^\(*tenant_id = /.test(condition)) && !isAllowed(of, text);
}

function isAllowed(of: Node, text: string): boolean {
  const relation = of["Relation Name"]?.replace(/_p\d+$/, "");
  return mayWalk.some(
    ({ table, by, statement }) => relation === table && by.test(of["Node Type"]) && statement.test(text),
  );
}

/** Of a divided table one part is read, the one that holds the workspace. */
function partsTouched(scans: Node[], parts: number): string[] {
  if (parts === 1) return [];
  const numbers = scans.flatMap((of) => /_p(\d+)$/.exec(of["Relation Name"] ?? "")?.[1] ?? []);
  const touched = new Set(numbers);
  return touched.size <= 1 ? [] : [`reads ${touched.size} parts: ${[...touched].join(", ")}`];
}

function describe(of: Node): string {
  return `${of["Node Type"]} on ${of["Relation Name"]} by ${of["Index Name"]} (${of["Index Cond"]})`;
}
