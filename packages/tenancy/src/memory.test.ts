import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../test/fixture/tenancy";
import { testDatabase } from "../test/postgres/database";

const fixture = fileURLToPath(new URL("./memory.fixture.ts", import.meta.url));
const MiB = 1024 * 1024;
const rounds = process.env.ACRE_TEST_FULL ? 30 : 5;

interface Measured {
  rss: number;
  heapUsed: number;
  errors: number;
  tooMany: number;
  open: number;
}

interface Options {
  tenants: number;
  rounds: number;
  leak: boolean;
  postgres?: { ownerUrl: string; appUrl: string };
}

/** What a process of its own says of its memory after each round. */
async function measure(options: Options): Promise<Measured[]> {
  const told = JSON.stringify({ dir: temporaryFolder(), postgres: null, ...options });
  const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", fixture, told], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const gone = once(child, "exit");
  const measured: Measured[] = [];
  for await (const line of createInterface({ input: child.stdout })) measured.push(JSON.parse(line));
  expect(await gone).toEqual([0, null]);
  expect(measured).toHaveLength(options.rounds);
  return measured;
}

/** How much was added since the second round, which is when everything is warm, in MiB. */
function growth(measured: readonly Measured[], of: "rss" | "heapUsed"): number {
  return ((measured.at(-1)?.[of] ?? Number.NaN) - (measured[1]?.[of] ?? Number.NaN)) / MiB;
}

function expectFlat(measured: readonly Measured[]): void {
  for (const { errors, tooMany, open } of measured) {
    expect({ errors, tooMany }).toEqual({ errors: 0, tooMany: 0 });
    expect(open).toBeLessThanOrEqual(4);
  }
  // Were clients kept, each round would add some 40 MiB to either. What the allocator keeps for itself goes up and down.
  expect(growth(measured, "heapUsed")).toBeLessThan(15);
  expect(growth(measured, "rss")).toBeLessThan(60);
}

describe("a cap of 4 open tenants", { timeout: 600_000 }, () => {
  it("serves 50 callers over 200 tenants in files without an error, in memory that does not grow", async () => {
    expectFlat(await measure({ tenants: 200, rounds, leak: false }));
  });

  it("serves 50 callers over 150 tenants on 20 PostgreSQL connections, in memory that does not grow", async () => {
    const { ownerUrl, appUrl } = await testDatabase();
    expectFlat(await measure({ tenants: 150, rounds, leak: false, postgres: { ownerUrl, appUrl } }));
  });

  it("would be seen to leak if clients were kept", async () => {
    const measured = await measure({ tenants: 200, rounds: 5, leak: true });
    expect(growth(measured, "heapUsed")).toBeGreaterThan(15);
    expect(growth(measured, "rss")).toBeGreaterThan(60);
  });
});
