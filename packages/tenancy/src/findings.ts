import { TenancyError } from "./errors";

/** Something about a datasource that weakens what keeps tenants apart. */
export interface Finding {
  /** `error`: tenants are not safely apart, so nothing should be served; `warning`: worth mending. */
  severity: "error" | "warning";
  /** What it is, for programs. */
  code: string;
  /** The login, table, view, function, key or file concerned. */
  object: string;
  problem: string;
  /** The command that mends it. */
  fix: string;
}

/** A finding and the datasource it was made in. */
export interface DatasourceFinding extends Finding {
  datasource: string;
}

/** Throws `tenancy_unsafe`, listing them, when there are errors among the findings. */
export function assertNoErrors(findings: readonly DatasourceFinding[]): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const lines = errors.map(
    ({ datasource, code, object, problem, fix }) =>
      `- ${datasource}: ${object}: ${problem} (${code}). Mend it with: ${fix}`,
  );
  throw new TenancyError("tenancy_unsafe", `Tenants are not safely apart:\n${lines.join("\n")}`);
}
