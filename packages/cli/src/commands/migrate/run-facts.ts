import type { RunSummary } from "@acre/core/platform";
import { facts } from "../../output/table";

/** A run for people to read. */
export function runFacts(run: RunSummary): string[] {
  const { tenants } = run;
  return [
    ...facts({
      run: run.id,
      status: run.wave === null ? run.status : `${run.status}, wave ${run.wave}`,
      migrations: run.migrations.join(", "),
      migrated: tenants.migrated,
      failed: tenants.failed,
      waiting: tenants.pending,
      ...(tenants.gone > 0 ? { gone: tenants.gone } : {}),
    }),
    ...(run.waves.length > 1
      ? run.waves.map(
          ({ name, tenants: { migrated, failed, pending } }) =>
            `  ${name}: ${migrated} migrated, ${failed} failed, ${pending} waiting`,
        )
      : []),
    ...run.failed.map(({ tenant, error }) => `Not ${tenant}: ${error}`),
    ...(run.lastError === null ? [] : [run.lastError]),
    ...nextStep(run),
  ];
}

function nextStep({ status, tenants, failed, branch }: RunSummary): string[] {
  if (status === "paused") {
    const further = branch === null ? "migrate resume" : `branch merge ${branch}`;
    return [`Go on with: npx acre ${further}. End it with: npx acre migrate cancel.`];
  }
  if (tenants.failed > 0 && status !== "running") {
    const [first] = failed;
    return [
      ...(first
        ? [`Mend rows that stand in its way with: npx acre query --tenant ${first.tenant} --write "…"`]
        : []),
      "When the cause is mended: npx acre migrate retry --failed",
    ];
  }
  return [];
}
