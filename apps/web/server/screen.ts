import type { BootReport, DataDir, DemoReport } from "@acre/core/platform";

/** Everything a start has to say. */
export interface Started {
  name: string;
  dataDir: Pick<DataDir, "path" | "created" | "secretsGenerated">;
  report: BootReport;
  /** The example workspaces, when they were asked for. */
  examples: DemoReport | null;
  /** Where people reach the app. */
  url: string;
  /** Development mode, with hot reload. */
  dev: boolean;
}

/** The one screen an operator reads after a start: what was done, where to go, how to stop. */
export function screen({ name, dataDir, report, examples, url, dev }: Started): string {
  const done = [
    ...deeds(dataDir, report),
    ...(examples?.filledNow ? ["Filled two example workspaces."] : []),
  ].map((deed) => `  ${deed}`);
  return [
    "",
    `${name} is running${dev ? " with hot reload" : ""}.`,
    "",
    ...(done.length > 0 ? [...done, ""] : []),
    `  Open  ${url}`,
    `  Data  ${dataDir.path}`,
    "  Stop  Ctrl-C",
    "",
    ...(examples ? logIns(examples) : []),
  ].join("\n");
}

function logIns({ people, password }: DemoReport): string[] {
  const widest = Math.max(...people.map(({ email }) => email.length));
  return [
    `Log in with the password  ${password}  as one of`,
    "",
    ...people.map(({ email, memberships }) => `  ${email.padEnd(widest)}  ${describe(memberships)}`),
    "",
  ];
}

function describe(memberships: DemoReport["people"][number]["memberships"]): string {
  return memberships.map(({ workspace, role }) => `${role} of ${workspace}`).join(", ");
}

function deeds(
  dataDir: Started["dataDir"],
  { catalogMigrations, tenants, finishedSignUps }: BootReport,
): string[] {
  const said: string[] = [];
  if (dataDir.created) said.push("Created the data folder.");
  if (dataDir.secretsGenerated)
    said.push("Generated its secrets (secrets.json: keep it, and keep it to yourself).");
  if (catalogMigrations.length > 0 && !dataDir.secretsGenerated) {
    said.push(`Migrated the catalog (${count(catalogMigrations.length, "migration")}).`);
  }
  if (tenants.migrated > 0)
    said.push(`Migrated ${count(tenants.migrated, "workspace")} of ${tenants.total}.`);
  for (const { tenant, error } of tenants.failed)
    said.push(`Could not migrate workspace ${tenant}: ${error}`);
  if (finishedSignUps > 0) said.push(`Finished ${count(finishedSignUps, "interrupted sign-up")}.`);
  return said;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
