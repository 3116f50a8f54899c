import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenedTenancy } from "../../src/testing/index";
import { Model } from "./histories/model";
import { history, type Operation, tenants } from "./histories/operations";
import { Subject } from "./histories/subject";
import { models } from "./models";

// To see a failure again: FC_SEED, and FC_PATH for the shrunk history alone, as the failure prints them.
const seed = process.env.FC_SEED ? Number(process.env.FC_SEED) : randomInt(2 ** 31);
const path = process.env.FC_PATH;
const numRuns = process.env.ACRE_TEST_FULL ? 300 : 12;
const patienceMs = process.env.ACRE_TEST_FULL ? 3_600_000 : 180_000;

const opened: Record<string, OpenedTenancy> = {};

beforeAll(async () => {
  // Room for fewer than there are, so that connections come and go.
  for (const [model, open] of Object.entries(models)) opened[model] = await open({ maxOpenTenants: 2 });
}, 120_000);

afterAll(async () => {
  for (const { close } of Object.values(opened)) await close();
});

let runs = 0;

async function live(operations: Operation[]): Promise<void> {
  const run = `${++runs}`;
  const model = new Model();
  const subjects = Object.entries(opened).map(
    ([name, { tenancy }]) => [name, new Subject(tenancy, run)] as const,
  );
  const all = [
    ...operations,
    // At the end everything is looked at, closed tenants too.
    ...Array.from({ length: tenants }, (_, t) => [
      { kind: "setStatus", t, status: "active" } as const,
      { kind: "list", t } as const,
    ]).flat(),
  ];
  try {
    for (const [step, operation] of all.entries()) {
      const name = nameBefore(model, operation);
      const expected = model.apply(operation, step);
      const facts = {
        step,
        name,
        owner: (t: number) => model.owner(t),
        isReadOnly: (t: number) => model.isReadOnly(t),
      };
      const outcomes = await Promise.all(
        subjects.map(
          async ([isolation, subject]) => [isolation, await subject.apply(operation, facts)] as const,
        ),
      );
      for (const [isolation, outcome] of outcomes)
        expect(outcome, `${isolation}, step ${step}: ${JSON.stringify(operation)}`).toEqual(expected);
    }
  } finally {
    await Promise.all(subjects.map(([, subject]) => subject.clear()));
  }
}

const nameBefore = (model: Model, operation: Operation): number =>
  operation.kind === "create" ? model.name(operation.t) : 0;

it(
  "any history of several tenants comes out as it would in separate maps, on every isolation model",
  async () => {
    console.log(`histories: FC_SEED=${seed}, ${numRuns} of them`);
    await fc.assert(fc.asyncProperty(history, live), {
      seed,
      numRuns,
      ...(path === undefined ? {} : { path }),
      // Shrinking may take long; what it has found by then is reported.
      interruptAfterTimeLimit: patienceMs / 2,
    });
  },
  patienceMs,
);
