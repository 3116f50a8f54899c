import type { Finding } from "../../findings";
import { quoteName } from "../names";
import type { OwnerSession } from "../owner";

interface Attribute {
  column: string;
  says: string;
  without: string;
}

const attributes: readonly Attribute[] = [
  { column: "rolsuper", says: "is a superuser, whom no policy holds", without: "NOSUPERUSER" },
  { column: "rolbypassrls", says: "is exempt from row level security", without: "NOBYPASSRLS" },
  { column: "rolcreaterole", says: "may make logins and give itself theirs", without: "NOCREATEROLE" },
  { column: "rolreplication", says: "may read the whole server by replication", without: "NOREPLICATION" },
  { column: "rolcreatedb", says: "may make databases", without: "NOCREATEDB" },
];

/** What the app's login is that it must not be. */
export async function inspectLogin(session: OwnerSession, login: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT ${attributes.map(({ column }) => column).join(", ")} FROM pg_catalog.pg_roles WHERE rolname = $1`,
    values: [login],
  });
  const held = attributes.filter((_, index) => rows[0]?.[index] === true);
  const findings = held.map(({ says, without }) =>
    finding(
      "login_attribute",
      login,
      `The app's login ${says}.`,
      `ALTER ROLE ${quoteName(login)} ${without}`,
    ),
  );
  // A superuser counts as a member of every role and as the holder of every right.
  if (held.some(({ column }) => column === "rolsuper")) return findings;
  return [
    ...findings,
    ...(await memberships(session, login)),
    ...(await ownedObjects(session, login)),
    ...(await creationRights(session, login)),
  ];
}

async function memberships(session: OwnerSession, login: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT rolname FROM pg_catalog.pg_roles
            WHERE rolname <> $1 AND pg_catalog.pg_has_role($1::name, oid, 'MEMBER') ORDER BY 1`,
    values: [login],
  });
  return rows.map(([role]) =>
    finding(
      "login_member",
      login,
      `The app's login is a member of ${role}, and can act as it.`,
      `REVOKE ${quoteName(String(role))} FROM ${quoteName(login)}`,
    ),
  );
}

async function ownedObjects(session: OwnerSession, login: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT object FROM (
             SELECT 'DATABASE ' || quote_ident(datname) AS object, datdba AS owner FROM pg_catalog.pg_database
              WHERE datname = current_database()
             UNION ALL SELECT 'SCHEMA ' || quote_ident(nspname), nspowner FROM pg_catalog.pg_namespace
             UNION ALL SELECT 'TABLE ' || oid::regclass::text, relowner FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
             UNION ALL SELECT 'FUNCTION ' || oid::regprocedure::text, proowner FROM pg_catalog.pg_proc
           ) AS owned WHERE owner = to_regrole($1) ORDER BY 1 LIMIT 20`,
    values: [quoteName(login)],
  });
  return rows.map(([object]) =>
    finding(
      "login_owns",
      String(object),
      "It belongs to the app's login, and an owner can lift what fences it.",
      `ALTER ${object} OWNER TO CURRENT_USER`,
    ),
  );
}

async function creationRights(session: OwnerSession, login: string): Promise<Finding[]> {
  const { rows: database } = await session.send({
    text: `SELECT current_database(), has_database_privilege($1, current_database(), 'CREATE'), has_database_privilege($1, current_database(), 'TEMPORARY')`,
    values: [login],
  });
  const [name, create, temporary] = database[0] ?? [];
  const findings: Finding[] = [];
  const revoke = (right: string) =>
    `REVOKE ${right} ON DATABASE ${quoteName(String(name))} FROM PUBLIC, ${quoteName(login)}`;
  if (create === true)
    findings.push(
      finding("login_may_create", String(name), "The app's login may create schemas.", revoke("CREATE")),
    );
  if (temporary === true) {
    const problem =
      "The app's login may make temporary tables, which outlast a statement on a shared connection.";
    findings.push(finding("login_may_create", String(name), problem, revoke("TEMPORARY")));
  }
  const { rows } = await session.send({
    text: `SELECT nspname FROM pg_catalog.pg_namespace
            WHERE nspname !~ '^pg_(temp|toast)' AND has_schema_privilege($1, oid, 'CREATE') ORDER BY 1 LIMIT 20`,
    values: [login],
  });
  for (const [schema] of rows) {
    const fix = `REVOKE CREATE ON SCHEMA ${quoteName(String(schema))} FROM PUBLIC, ${quoteName(login)}`;
    findings.push(
      finding("login_may_create", String(schema), "The app's login may create objects in it.", fix),
    );
  }
  return findings;
}

function finding(code: string, object: string, problem: string, fix: string): Finding {
  return { severity: "error", code, object, problem, fix };
}
