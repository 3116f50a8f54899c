import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EnvError, readEnv } from "./env";

const root = "/srv/acre";

function problemsOf(variables: Record<string, string>): string[] {
  try {
    readEnv(variables, root);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
}

describe("the environment", () => {
  it("needs nothing", () => {
    expect(readEnv({}, root)).toEqual({
      port: 3000,
      publicUrl: null,
      dataDir: "/srv/acre/data",
      backupDir: "/srv/acre/data-backups",
      bundlePassphrase: null,
      database: null,
      isolation: "database",
      placement: "first",
      serverUrl: null,
      maxOpenTenants: 500,
      trustedProxies: [],
      webhooksAllowPrivate: false,
      allowedHosts: [],
      limits: true,
      redisUrl: null,
      masterKey: null,
      previousMasterKey: null,
      nextAuthSecret: null,
      jobs: true,
      backups: null,
      logLevel: "info",
      metrics: { token: null, tenants: 0 },
      otlpEndpoint: null,
      smtp: { url: null, from: "Acre <no-reply@localhost>" },
      oauth: { github: null, google: null },
    });
  });

  it("is read in full", () => {
    const env = readEnv(
      {
        PORT: "8080",
        NEXTAUTH_URL: "https://acre.example.com//",
        NEXTAUTH_SECRET: "s".repeat(32),
        ACRE_DATA_DIR: "/var/lib/acre",
        ACRE_BACKUP_DIR: "/mnt/backups",
        ACRE_BUNDLE_PASSPHRASE: "open sesame",
        DATABASE_URL: "postgres://owner:pw@db.example.com:5432/acre",
        ACRE_APP_DATABASE_URL: "postgresql://app:pw@db.example.com:5432/acre",
        ACRE_ISOLATION: "row",
        ACRE_PLACEMENT: "least-tenants",
        ACRE_SERVER_URL: "postgres://owner:pw@db2.example.com/acre",
        ACRE_MAX_OPEN_TENANTS: "7",
        ACRE_TRUSTED_PROXIES: " 127.0.0.1 ,,10.0.0.0/8 ",
        ACRE_WEBHOOKS_ALLOW_PRIVATE: "on",
        ACRE_ALLOWED_HOSTS: "Acre.example.com, [::1]:3000",
        ACRE_LIMITS: "off",
        ACRE_MASTER_KEY: `${"A".repeat(42)}E=`,
        ACRE_PREVIOUS_MASTER_KEY: "0A".repeat(32),
        REDIS_URL: "rediss://u:p@cache.example.com:6380/2",
        SMTP_URL: "smtps://u:p@mail.example.com:465",
        SMTP_FROM: "Us <us@example.com>",
        ACRE_JOBS: "off",
        ACRE_BACKUP_SCHEDULE: "0 3 * * *",
        ACRE_BACKUP_KEEP_DAILY: "3",
        ACRE_BACKUP_KEEP_WEEKLY: "0",
        ACRE_LOG_LEVEL: "warn",
        ACRE_METRICS_TOKEN: "m".repeat(16),
        ACRE_METRICS_TENANTS: "10",
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/",
        GITHUB_ID: "a",
        GITHUB_SECRET: "b",
        GOOGLE_ID: "c",
        GOOGLE_SECRET: "d",
      },
      root,
    );
    expect(env).toEqual({
      port: 8080,
      publicUrl: "https://acre.example.com",
      dataDir: "/var/lib/acre",
      backupDir: "/mnt/backups",
      bundlePassphrase: "open sesame",
      database: {
        ownerUrl: "postgres://owner:pw@db.example.com:5432/acre",
        appUrl: "postgresql://app:pw@db.example.com:5432/acre",
      },
      isolation: "row",
      placement: "least-tenants",
      serverUrl: "postgres://owner:pw@db2.example.com/acre",
      maxOpenTenants: 7,
      trustedProxies: ["127.0.0.1", "10.0.0.0/8"],
      webhooksAllowPrivate: true,
      allowedHosts: ["acre.example.com", "[::1]:3000"],
      limits: false,
      redisUrl: "rediss://u:p@cache.example.com:6380/2",
      masterKey: Buffer.from([...Buffer.alloc(31), 1]),
      previousMasterKey: Buffer.alloc(32, 10),
      nextAuthSecret: "s".repeat(32),
      jobs: false,
      backups: { schedule: "0 3 * * *", keepDaily: 3, keepWeekly: 0 },
      logLevel: "warn",
      metrics: { token: "m".repeat(16), tenants: 10 },
      otlpEndpoint: "http://collector:4318",
      smtp: { url: "smtps://u:p@mail.example.com:465", from: "Us <us@example.com>" },
      oauth: { github: { id: "a", secret: "b" }, google: { id: "c", secret: "d" } },
    });
  });

  const everyVariable = [
    "PORT",
    "NEXTAUTH_URL",
    "NEXTAUTH_SECRET",
    "ACRE_DATA_DIR",
    "ACRE_BACKUP_DIR",
    "ACRE_BUNDLE_PASSPHRASE",
    "ACRE_ISOLATION",
    "DATABASE_URL",
    "ACRE_APP_DATABASE_URL",
    "ACRE_PLACEMENT",
    "ACRE_SERVER_URL",
    "ACRE_MAX_OPEN_TENANTS",
    "ACRE_TRUSTED_PROXIES",
    "ACRE_WEBHOOKS_ALLOW_PRIVATE",
    "ACRE_ALLOWED_HOSTS",
    "ACRE_LIMITS",
    "REDIS_URL",
    "SMTP_URL",
    "SMTP_FROM",
    "ACRE_JOBS",
    "ACRE_BACKUP_SCHEDULE",
    "ACRE_BACKUP_KEEP_DAILY",
    "ACRE_BACKUP_KEEP_WEEKLY",
    "ACRE_LOG_LEVEL",
    "ACRE_METRICS_TOKEN",
    "ACRE_METRICS_TENANTS",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "GITHUB_ID",
    "GITHUB_SECRET",
    "GOOGLE_ID",
    "GOOGLE_SECRET",
  ];
  for (const nothing of ["", " ", "\t"]) {
    for (const name of everyVariable) {
      it(`takes ${name}=${JSON.stringify(nothing)} for not set`, () => {
        expect(readEnv({ [name]: nothing }, root)).toEqual(readEnv({}, root));
      });
    }
  }

  it("starts a relative data folder from the root, whatever the working directory", () => {
    expect(readEnv({ ACRE_DATA_DIR: "./here" }, root).dataDir).toBe("/srv/acre/here");
    expect(readEnv({ ACRE_DATA_DIR: "../there" }, root).dataDir).toBe("/srv/there");
    expect(readEnv({ ACRE_DATA_DIR: "/elsewhere" }, root).dataDir).toBe("/elsewhere");
  });

  it("takes port 0, which means any free one", () => {
    expect(readEnv({ PORT: "0" }, root).port).toBe(0);
  });

  const wrong: [variable: string, values: string[], sentence: RegExp][] = [
    ["PORT", ["x", "-1", "65536", "1e9", "NaN", "30.5", "3000abc"], /^PORT has to be a (whole )?number/],
    [
      "NEXTAUTH_URL",
      ["acre.example.com", "localhost:3000", "ftp://a.example.com", "javascript:alert(1)", "/", "https://"],
      /^NEXTAUTH_URL has to be a whole address/,
    ],
    ["NEXTAUTH_SECRET", ["short", "x".repeat(31)], /^NEXTAUTH_SECRET has to have 32 characters/],
    ["ACRE_ISOLATION", ["files", "DATABASE", "none"], /^ACRE_ISOLATION has to be database, schema or row\.$/],
    ["ACRE_ISOLATION", ["schema", "row"], /^ACRE_ISOLATION=(schema|row) needs a PostgreSQL server/],
    [
      "ACRE_BACKUP_DIR",
      ["data", "./data/backups", "/srv/acre/data/..x"],
      /^ACRE_BACKUP_DIR .* in the data folder/,
    ],
    ["ACRE_BUNDLE_PASSPHRASE", ["short"], /^ACRE_BUNDLE_PASSPHRASE has to have 8 characters/],
    ["DATABASE_URL", ["nonsense", "mysql://a@b/c", "http://a"], /^DATABASE_URL has to look like postgres:/],
    ["ACRE_APP_DATABASE_URL", ["nonsense"], /^ACRE_APP_DATABASE_URL has to look like postgres:/],
    ["ACRE_APP_DATABASE_URL", ["postgres://a@b/c"], /^ACRE_APP_DATABASE_URL goes with DATABASE_URL/],
    ["ACRE_PLACEMENT", ["anywhere"], /^ACRE_PLACEMENT has to be/],
    ["ACRE_SERVER_URL", ["mysql://a@b/c"], /^ACRE_SERVER_URL has to look like/],
    ["ACRE_MAX_OPEN_TENANTS", ["0", "-5", "many", "1.5"], /^ACRE_MAX_OPEN_TENANTS has to be/],
    ["REDIS_URL", ["localhost:6379", "http://a", "x"], /^REDIS_URL has to look like redis:/],
    [
      "SMTP_URL",
      ["mail.example.com", "http://mail.example.com", "localhost:25"],
      /^SMTP_URL has to look like/,
    ],
    ["ACRE_JOBS", ["yes", "0"], /^ACRE_JOBS has to be on or off\.$/],
    [
      "ACRE_BACKUP_SCHEDULE",
      ["3am", "* * *", "61 * * * *", "0 0 31 2 *"],
      /^ACRE_BACKUP_SCHEDULE has to be a cron time/,
    ],
    ["ACRE_BACKUP_KEEP_DAILY", ["-1", "x"], /^ACRE_BACKUP_KEEP_DAILY has to be/],
    ["ACRE_BACKUP_KEEP_WEEKLY", ["1.5", "1001"], /^ACRE_BACKUP_KEEP_WEEKLY has to be/],
    ["ACRE_LOG_LEVEL", ["loud"], /^ACRE_LOG_LEVEL has to be silent/],
    ["ACRE_METRICS_TOKEN", ["short"], /^ACRE_METRICS_TOKEN has to have 16 characters/],
    ["ACRE_METRICS_TENANTS", ["-1", "101"], /^ACRE_METRICS_TENANTS has to be/],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", ["collector:4318", "x"], /^OTEL_EXPORTER_OTLP_ENDPOINT has to be/],
    ["GITHUB_ID", ["a"], /^GITHUB_ID and GITHUB_SECRET go together/],
    ["GITHUB_SECRET", ["a"], /^GITHUB_ID and GITHUB_SECRET go together/],
    ["GOOGLE_ID", ["a"], /^GOOGLE_ID and GOOGLE_SECRET go together/],
    ["GOOGLE_SECRET", ["a"], /^GOOGLE_ID and GOOGLE_SECRET go together/],
  ];
  for (const [variable, values, sentence] of wrong) {
    for (const value of values) {
      it(`refuses ${variable}=${value} in one sentence that names it`, () => {
        const problems = problemsOf({ [variable]: value });
        expect(problems).toHaveLength(1);
        expect(problems[0]).toMatch(sentence);
      });
    }
  }

  it("does not repeat a wrong master key, which is a secret all the same", () => {
    for (const value of ["a sentence is no key", "0a".repeat(31), `${"A".repeat(42)}==`, "A".repeat(44)]) {
      const problems = problemsOf({ ACRE_MASTER_KEY: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^ACRE_MASTER_KEY has to be 32 bytes in hexadecimal .* or base64/);
      expect(problems[0]).not.toContain(value);
    }
  });

  it("puts new tenants into schemas where there is a server, unless told otherwise", () => {
    const withServer = (isolation?: string) =>
      readEnv({ DATABASE_URL: "postgres://a@b/c", ACRE_ISOLATION: isolation }, root).isolation;
    expect(withServer()).toBe("schema");
    expect(withServer("row")).toBe("row");
    expect(withServer("database")).toBe("database");
  });

  it("names every variable that is wrong", () => {
    const problems = problemsOf({ PORT: "x", SMTP_URL: "x", NEXTAUTH_SECRET: "x" });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual(["PORT", "NEXTAUTH_SECRET", "SMTP_URL"]);
  });
});

describe("the example of an environment", () => {
  it("names every variable that docs/operation.md does, and no other", () => {
    const file = (name: string) => readFileSync(new URL(`../../../../${name}`, import.meta.url), "utf8");
    const described = [...file("docs/operation.md").matchAll(/^\| (`[A-Z].*?) \|/gm)].flatMap(
      ([, names = ""]) => [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    const shown = [...file(".env.example").matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(described).toContain("ACRE_MASTER_KEY");
    expect(shown.toSorted()).toEqual(described.toSorted());
  });
});
