import { relative, resolve, sep } from "node:path";
import { type IsolationModel, isolationModels } from "@acre/tenancy";
import { Cron } from "croner";
import { z } from "zod";
import { brandName } from "../brand";

const text = z.string().trim().min(1).optional();
const list = z
  .string()
  .optional()
  .transform((value) =>
    (value ?? "")
      .split(",")
      .map((entry) => entry.trim())
      .filter(Boolean),
  );

const postgresUrl = (name: string) =>
  z
    .url({
      protocol: /^postgres(ql)?$/,
      error: `${name} has to look like postgres://user:password@db.example.com:5432/acre.`,
    })
    .optional();

/** Five or six fields as cron takes them, in UTC. */
const cronTime = (name: string, example: string) =>
  z
    .string()
    .trim()
    .refine(isCronTime, `${name} has to be a cron time that comes round, such as "${example}". It is in UTC.`)
    .optional();

function isCronTime(pattern: string): boolean {
  try {
    return new Cron(pattern, { timezone: "UTC" }).nextRun() !== null;
  } catch {
    return false;
  }
}

const count = (name: string, most: number, fallback: number) =>
  z.coerce
    .number(`${name} has to be a number.`)
    .int(`${name} has to be a whole number.`)
    .min(0, `${name} has to be 0 or more.`)
    .max(most, `${name} has to be ${most} or less.`)
    .default(fallback);

// Either spelling of 32 bytes, and nothing that would silently be cut to something shorter.
function masterKey(name: string, more = "Leave it out to have one made.") {
  return z
    .string()
    .trim()
    .transform((value, context) => {
      const bytes = thirtyTwoBytes(value);
      if (bytes) return bytes;
      // Not the value itself: it is a secret, if a wrong one.
      context.addIssue({
        code: "custom",
        message: `${name} has to be 32 bytes in hexadecimal (64 characters) or base64 (44 characters), as "openssl rand -base64 32" makes them. ${more}`,
      });
      return z.NEVER;
    })
    .optional();
}

function thirtyTwoBytes(value: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, "hex");
  if (!/^[\w+/-]{43}=?$/.test(value)) return null;
  return Buffer.from(value, "base64");
}

const variables = z.object({
  PORT: z.coerce
    .number("PORT has to be a number from 0 to 65535, such as 3000.")
    .int("PORT has to be a whole number, such as 3000.")
    .min(0, "PORT has to be a number from 0 to 65535, such as 3000.")
    .max(65_535, "PORT has to be a number from 0 to 65535, such as 3000.")
    .default(3000),
  NEXTAUTH_URL: z
    .url({
      // Without this, "localhost:3000" would pass as an address of the protocol "localhost".
      protocol: /^https?$/,
      error: "NEXTAUTH_URL has to be a whole address, such as https://acre.example.com.",
    })
    .optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, "NEXTAUTH_SECRET has to have 32 characters or more. Leave it out to have one made.")
    .optional(),
  ACRE_DATA_DIR: text,
  ACRE_BACKUP_DIR: text,
  ACRE_BUNDLE_PASSPHRASE: z
    .string()
    .min(8, "ACRE_BUNDLE_PASSPHRASE has to have 8 characters or more.")
    .optional(),
  ACRE_MASTER_KEY: masterKey("ACRE_MASTER_KEY"),
  ACRE_PREVIOUS_MASTER_KEY: masterKey(
    "ACRE_PREVIOUS_MASTER_KEY",
    "It is the ACRE_MASTER_KEY from before a change.",
  ),
  ACRE_ISOLATION: z.enum(isolationModels, "ACRE_ISOLATION has to be database, schema or row.").optional(),
  ACRE_PLACEMENT: z
    .enum(["first", "least-tenants"], "ACRE_PLACEMENT has to be first or least-tenants.")
    .default("first"),
  DATABASE_URL: postgresUrl("DATABASE_URL"),
  ACRE_APP_DATABASE_URL: postgresUrl("ACRE_APP_DATABASE_URL"),
  ACRE_SERVER_URL: postgresUrl("ACRE_SERVER_URL"),
  ACRE_MAX_OPEN_TENANTS: z.coerce
    .number("ACRE_MAX_OPEN_TENANTS has to be a number.")
    .int("ACRE_MAX_OPEN_TENANTS has to be a whole number.")
    .min(1, "ACRE_MAX_OPEN_TENANTS has to be 1 or more.")
    .default(500),
  ACRE_TRUSTED_PROXIES: list,
  ACRE_WEBHOOKS_ALLOW_PRIVATE: z
    .enum(["on", "off"], "ACRE_WEBHOOKS_ALLOW_PRIVATE has to be on or off.")
    .default("off"),
  ACRE_ALLOWED_HOSTS: list.refine(
    (hosts) => hosts.every((host) => /^[a-z0-9._:[\]-]+$/i.test(host)),
    "ACRE_ALLOWED_HOSTS has to be names with commas between them, such as acre.example.com,acre.internal:3000.",
  ),
  ACRE_LIMITS: z.enum(["on", "off"], "ACRE_LIMITS has to be on or off.").default("on"),
  REDIS_URL: z
    .url({
      protocol: /^rediss?$/,
      error: "REDIS_URL has to look like redis://user:password@cache.example.com:6379.",
    })
    .optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: "SMTP_URL has to look like smtp://user:password@mail.example.com:587.",
    })
    .optional(),
  SMTP_FROM: text,
  ACRE_JOBS: z.enum(["on", "off"], "ACRE_JOBS has to be on or off.").default("on"),
  ACRE_BACKUP_SCHEDULE: cronTime("ACRE_BACKUP_SCHEDULE", "0 3 * * *"),
  ACRE_BACKUP_KEEP_DAILY: count("ACRE_BACKUP_KEEP_DAILY", 1000, 7),
  ACRE_BACKUP_KEEP_WEEKLY: count("ACRE_BACKUP_KEEP_WEEKLY", 1000, 4),
  ACRE_LOG_LEVEL: z
    .enum(
      ["silent", "error", "warn", "info", "debug"],
      "ACRE_LOG_LEVEL has to be silent, error, warn, info or debug.",
    )
    .default("info"),
  ACRE_METRICS_TOKEN: z
    .string()
    .trim()
    .min(16, "ACRE_METRICS_TOKEN has to have 16 characters or more.")
    .optional(),
  ACRE_METRICS_TENANTS: count("ACRE_METRICS_TENANTS", 100, 0),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      error:
        "OTEL_EXPORTER_OTLP_ENDPOINT has to be a whole address, such as http://collector.example.com:4318.",
    })
    .optional(),
  GITHUB_ID: text,
  GITHUB_SECRET: text,
  GOOGLE_ID: text,
  GOOGLE_SECRET: text,
});

/**
 * The whole configuration, checked. Nothing else in the code reads environment variables, but for the proxy, which
 * runs without a platform and asks for `NEXTAUTH_URL`, and an import, whose mapping names the variables it wants.
 */
export interface Env {
  port: number;
  /** Where people reach the application, without a slash at the end. Null: from the port it listens on. */
  publicUrl: string | null;
  /** Absolute path. */
  dataDir: string;
  /** Absolute path of the folder of backups that are kept, outside the data folder. */
  backupDir: string;
  /** Closes and opens the bundles that commands write and read by name; null for none. */
  bundlePassphrase: string | null;
  /** The PostgreSQL database to use; null for SQLite files. `appUrl` null: a login is made. */
  database: { ownerUrl: string; appUrl: string | null } | null;
  /** The owner's address of a server that `acre datasource add` adds; null for none. */
  serverUrl: string | null;
  /** The model of new tenants. */
  isolation: IsolationModel;
  /** Where new tenants go, of the places of that model: to the first, or where there are fewest. */
  placement: "first" | "least-tenants";
  maxOpenTenants: number;
  trustedProxies: string[];
  /** Whether webhooks may be sent into the own network, and without TLS: for development and tests. */
  webhooksAllowPrivate: boolean;
  /** Names the server answers to, in lower case and beside those it knows to be its own; empty for none named. */
  allowedHosts: string[];
  /** Whether it counts what callers do and refuses too much of it. */
  limits: boolean;
  /** Where tenants' caches are kept; null for this process's memory. */
  redisUrl: string | null;
  /** Wraps the tenants' keys, 32 bytes. Null: the one in the data folder, which is made on first start. */
  masterKey: Buffer | null;
  /** What wrapped them before; null when it did not change. */
  previousMasterKey: Buffer | null;
  /** Null: taken from the data folder, where they are made on first start. */
  nextAuthSecret: string | null;
  /** Whether this server takes part in scheduled jobs. */
  jobs: boolean;
  /** When every tenant is backed up, a cron time in UTC, and how many of those backups are kept; null for never. */
  backups: { schedule: string; keepDaily: number; keepWeekly: number } | null;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
  metrics: {
    /** Opens /metrics; null for nobody. */
    token: string | null;
    /** How many tenants, the busiest, have series of their own. */
    tenants: number;
  };
  /** Where traces are sent (OpenTelemetry over HTTP); null for nowhere. */
  otlpEndpoint: string | null;
  smtp: { url: string | null; from: string };
  oauth: { github: OauthKeys | null; google: OauthKeys | null };
}

export interface OauthKeys {
  id: string;
  secret: string;
}

/** A configuration that cannot work. `problems` are sentences for people, one for each variable. */
export class EnvError extends Error {
  override readonly name = "EnvError";

  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
  }
}

/**
 * Reads the environment variables of the contract. An empty or blank one counts as not set.
 * @param root folder that a relative ACRE_DATA_DIR, and the default `./data`, start from
 * @throws EnvError naming every variable that is wrong
 */
export function readEnv(source: Record<string, string | undefined>, root: string): Env {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = variables.safeParse(set);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map((issue) => issue.message));
  const env = parsed.data;
  const database = databaseOf(env.DATABASE_URL, env.ACRE_APP_DATABASE_URL, env.ACRE_ISOLATION);
  const dataDir = resolve(root, env.ACRE_DATA_DIR ?? "data");
  return {
    port: env.PORT,
    publicUrl: env.NEXTAUTH_URL?.replace(/\/+$/, "") ?? null,
    dataDir,
    backupDir: backupDirOf(dataDir, env.ACRE_BACKUP_DIR && resolve(root, env.ACRE_BACKUP_DIR)),
    bundlePassphrase: env.ACRE_BUNDLE_PASSPHRASE ?? null,
    database,
    isolation: env.ACRE_ISOLATION ?? (database ? "schema" : "database"),
    serverUrl: env.ACRE_SERVER_URL ?? null,
    placement: env.ACRE_PLACEMENT,
    maxOpenTenants: env.ACRE_MAX_OPEN_TENANTS,
    trustedProxies: env.ACRE_TRUSTED_PROXIES,
    webhooksAllowPrivate: env.ACRE_WEBHOOKS_ALLOW_PRIVATE === "on",
    allowedHosts: env.ACRE_ALLOWED_HOSTS.map((host) => host.toLowerCase()),
    limits: env.ACRE_LIMITS === "on",
    redisUrl: env.REDIS_URL ?? null,
    masterKey: env.ACRE_MASTER_KEY ?? null,
    previousMasterKey: env.ACRE_PREVIOUS_MASTER_KEY ?? null,
    nextAuthSecret: env.NEXTAUTH_SECRET ?? null,
    jobs: env.ACRE_JOBS === "on",
    backups: backupsOf(env.ACRE_BACKUP_SCHEDULE, env.ACRE_BACKUP_KEEP_DAILY, env.ACRE_BACKUP_KEEP_WEEKLY),
    logLevel: env.ACRE_LOG_LEVEL,
    metrics: { token: env.ACRE_METRICS_TOKEN ?? null, tenants: env.ACRE_METRICS_TENANTS },
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, "") ?? null,
    smtp: { url: env.SMTP_URL ?? null, from: env.SMTP_FROM ?? `${brandName} <no-reply@localhost>` },
    oauth: {
      github: pair("GITHUB", env.GITHUB_ID, env.GITHUB_SECRET),
      google: pair("GOOGLE", env.GOOGLE_ID, env.GOOGLE_SECRET),
    },
  };
}

function backupsOf(schedule: string | undefined, keepDaily: number, keepWeekly: number): Env["backups"] {
  if (schedule === undefined) return null;
  // The backup that was just made would be removed again.
  if (keepDaily + keepWeekly === 0) {
    throw new EnvError([
      "ACRE_BACKUP_KEEP_DAILY and ACRE_BACKUP_KEEP_WEEKLY are both 0: scheduled backups would be removed at once.",
    ]);
  }
  return { schedule, keepDaily, keepWeekly };
}

function databaseOf(url: string | undefined, appUrl: string | undefined, isolation: string | undefined) {
  if (url) return { ownerUrl: url, appUrl: appUrl ?? null };
  if (appUrl) throw new EnvError(["ACRE_APP_DATABASE_URL goes with DATABASE_URL: set both, or neither."]);
  // Serving from files while an operator believes the data is in PostgreSQL would be the wrong default.
  if (isolation === "schema" || isolation === "row") {
    throw new EnvError([
      `ACRE_ISOLATION=${isolation} needs a PostgreSQL server: set DATABASE_URL to its owner's address, or leave ACRE_ISOLATION out for SQLite files.`,
    ]);
  }
  return null;
}

// What destroys the one folder, a disk's end or a hand's slip, must not take the other.
function backupDirOf(dataDir: string, given: string | undefined): string {
  if (given === undefined) return `${dataDir}-backups`;
  const way = relative(dataDir, given);
  if (way === "" || (way !== ".." && !way.startsWith(`..${sep}`))) {
    throw new EnvError([
      `ACRE_BACKUP_DIR ${given} lies in the data folder ${dataDir}: choose a folder outside it.`,
    ]);
  }
  return given;
}

function pair(name: string, id: string | undefined, secret: string | undefined): OauthKeys | null {
  if (id && secret) return { id, secret };
  if (!id && !secret) return null;
  throw new EnvError([`${name}_ID and ${name}_SECRET go together: set both, or neither.`]);
}
