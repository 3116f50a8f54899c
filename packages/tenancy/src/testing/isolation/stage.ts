import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { TenancyErrorCode } from "../../errors";
import type { TenantRecord } from "../../registry";
import type { Tenancy } from "../../tenancy";
import { type Names, namesOf, type Plot, plotOf, sqlOf } from "./plot";
import type { Probe, RecordId, Row } from "./probe";

/** A test framework, as far as the suite needs one: Vitest's and Jest's functions fit. */
export interface TestRunner {
  describe: (name: string, body: () => void) => unknown;
  it: (name: string, body: () => Promise<void>) => unknown;
  beforeAll: (work: () => Promise<void>, timeoutMs: number) => unknown;
  afterAll: (work: () => Promise<void>, timeoutMs: number) => unknown;
}

export interface OpenedTenancy<Client extends object = object> {
  tenancy: Tenancy<Client>;
  /** Closes it and removes what it was made on. */
  close: () => Promise<void>;
}

export interface IsolationOptions<Client extends object = object> {
  runner: TestRunner;
  /** A new tenancy without tenants, on ground of its own. Called a few times, and each closed. */
  open: (options: { maxOpenTenants?: number }) => Promise<OpenedTenancy<Client>>;
  probe: Probe;
  /** Whether a deleted tenant's slug can be given out at once; true unless said. */
  reusesSlugs?: boolean;
}

const hookTimeoutMs = 120_000;

/** What the cases of all subjects share. */
export interface Stage {
  runner: TestRunner;
  probe: Probe;
  names: Names;
  sql: ReturnType<typeof sqlOf>;
  reusesSlugs: boolean;
  /** The tenancy that most cases use; tenants of other cases are in it too. */
  tenancy(): Tenancy<object>;
  /** Runs `work` with a tenancy that nobody else uses. */
  alone(
    options: { maxOpenTenants?: number },
    work: (tenancy: Tenancy<object>) => Promise<void>,
  ): Promise<void>;
  /** A name that no case has used. */
  slug(): string;
  /** A new tenant, and its handle. */
  plot(tenancy?: Tenancy<object>): Promise<Plot>;
  hold(tenant: TenantRecord, tenancy?: Tenancy<object>): Promise<Plot>;
  /** Two tenants for a group of cases. `other` has more records, so that some ids are its alone. */
  neighbours(): () => Neighbours;
}

export interface Neighbours {
  mine: Plot;
  home: RecordId;
  other: Plot;
  /** A parent and a child of `other` with ids that `mine` does not have. */
  foreignParent: RecordId;
  foreignChild: RecordId;
}

/** Opens the shared tenancy before the first case and closes it after the last. To be called inside `describe`. */
export function setStage({ runner, open, probe, reusesSlugs = true }: IsolationOptions): Stage {
  let opened: OpenedTenancy | undefined;
  let slugs = 0;
  const run = randomBytes(3).toString("hex");
  runner.beforeAll(async () => {
    opened = await open({});
  }, hookTimeoutMs);
  runner.afterAll(async () => opened?.close(), hookTimeoutMs);

  function tenancy(): Tenancy<object> {
    if (opened === undefined) throw new Error("The tenancy under test did not open.");
    return opened.tenancy;
  }
  const slug = () => `iso_${run}_${++slugs}`;

  const stage: Stage = {
    runner,
    probe,
    names: namesOf(probe),
    sql: sqlOf(probe),
    reusesSlugs,
    tenancy,
    slug,
    async alone(options, work) {
      const own = await open(options);
      try {
        await work(own.tenancy);
      } finally {
        await own.close();
      }
    },
    hold: async (tenant, from = tenancy()) => plotOf(probe, tenant, await from.connectById(tenant.id)),
    plot: async (from = tenancy()) => stage.hold(await from.tenants.create({ slug: slug() }), from),
    neighbours() {
      let made: Neighbours | undefined;
      runner.beforeAll(async () => {
        made = await settle(stage);
      }, hookTimeoutMs);
      return () => {
        if (made === undefined) throw new Error("The neighbours were not made.");
        return made;
      };
    },
  };
  return stage;
}

async function settle(stage: Stage): Promise<Neighbours> {
  const [mine, other] = [await stage.plot(), await stage.plot()];
  const home = await mine.addParent("home@mine");
  let foreignParent: RecordId = 0;
  for (let n = 0; n < 8; n++) foreignParent = await other.addParent(`${n}@other`);
  const foreignChild = await other.addChild(foreignParent, "secret of other");
  await mine.addChild(home, "kept by mine");
  return { mine, home, other, foreignParent, foreignChild };
}

/** Runs `work` and sees that it changed nothing for `plot`. */
export async function untouched<Result>(plot: Plot, work: () => Promise<Result>): Promise<Result> {
  const before = await plot.contents();
  const result = await work();
  assert.deepEqual(await plot.contents(), before);
  return result;
}

/** Sees that `work` is refused with this code of the engine's or of Prisma's. */
export async function refused(
  work: PromiseLike<unknown> | (() => PromiseLike<unknown>),
  code: TenancyErrorCode | `P${number}`,
): Promise<void> {
  const attempt = async () => (typeof work === "function" ? work() : work);
  await assert.rejects(attempt(), { code });
}

/** Sees that `work` is refused, whoever refuses it. */
export async function fails(work: () => PromiseLike<unknown>): Promise<void> {
  await assert.rejects(async () => work());
}

/** One field of every row, sorted. */
export const column = (rows: readonly Row[], name: string): string[] =>
  rows.map((row) => String(row[name])).sort();
