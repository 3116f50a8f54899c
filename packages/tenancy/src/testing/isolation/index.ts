import { fleetCases } from "./fleet";
import { foreignReadCases } from "./foreign-reads";
import { foreignWriteCases } from "./foreign-writes";
import { handleCases } from "./handles";
import { keyCases } from "./keys";
import { lifecycleCases } from "./lifecycle";
import { rawSqlCases } from "./raw-sql";
import { refusalCases } from "./refusals";
import { type IsolationOptions, setStage } from "./stage";
import { transactionCases } from "./transactions";

export type { Probe, ProbeField } from "./probe";
export type { IsolationOptions, OpenedTenancy, TestRunner } from "./stage";

/**
 * Registers the conformance suite: what every isolation model promises, tried on a tenancy over a schema of one's
 * own, each refusal beside what is allowed. It is the same on every model, so a model is swapped by swapping `open`.
 *
 * The test framework's functions are passed in, and failures are `node:assert` errors: so the rest of this kit can be
 * used without a framework, and the suite runs under any that has `describe`, `it`, `beforeAll` and `afterAll`.
 */
export function describeIsolation<Client extends object>(
  name: string,
  options: IsolationOptions<Client>,
): void {
  const { describe } = options.runner;
  describe(`tenants kept apart: ${name}`, () => {
    const stage = setStage(options);
    describe("the life of a tenant", () => lifecycleCases(stage));
    describe("a tenant that is not there", () => refusalCases(stage));
    describe("a handle", () => handleCases(stage));
    describe("by another tenant's ids", () => foreignReadCases(stage));
    describe("with another tenant's ids", () => foreignWriteCases(stage));
    describe("keys", () => keyCases(stage));
    describe("a transaction", () => transactionCases(stage));
    describe("raw SQL", () => rawSqlCases(stage));
    describe("all tenants together", () => fleetCases(stage));
  });
}
