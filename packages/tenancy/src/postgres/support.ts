import { randomBytes } from "node:crypto";
import { TenancyError } from "../errors";
import { assertClusterReady, schemaOnCoordinator, spreadSupport } from "./citus";
import { quoteName } from "./names";
import type { OwnerSession } from "./owner";
import { hmacPads, type SigningKey, secretOf } from "./signing-key";
import type { Statement } from "./statement";
import { supportSchema, supportStatements, supportVersion } from "./support-sql";

/** Holds back others who install or migrate the same thing, until the transaction ends. */
export function lock(name: string): Statement {
  return {
    text: "SELECT WHERE pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended($1, 0)) IS NULL",
    values: [`acre ${name}`],
  };
}

/** Waits for those who hold `lock`, and holds back the next, until the transaction ends; beside others who do. */
export function sharedLock(name: string): Statement {
  const { text, values } = lock(name);
  return { text: text.replace("xact_lock", "xact_lock_shared"), values };
}

/**
 * Installs what the database needs to check tenants' contexts, unless it is there, and lets `login` use it.
 * Returns what the server is. Throws `server_too_old`, `cluster_unready`.
 */
export async function installSupport(
  session: OwnerSession,
  login: string,
): Promise<{ version: number; citus: boolean }> {
  session.queue(lock("support"));
  const { rows } = await session.send({
    text: "SELECT current_setting('server_version_num')::int, obj_description(to_regnamespace($1)::oid, 'pg_namespace'), EXISTS (SELECT 1 FROM pg_catalog.pg_extension WHERE extname = 'citus')",
    values: [supportSchema],
  });
  const [version, installed, citus] = rows[0] ?? [];
  if (Number(version) < 130000) {
    throw new TenancyError(
      "server_too_old",
      `PostgreSQL 13 or newer is needed; this server says ${version}.`,
    );
  }
  const wanted = citus === true ? `${supportVersion}, on Citus` : supportVersion;
  if (installed !== wanted) {
    if (citus === true) {
      await assertClusterReady(session);
      session.queue(schemaOnCoordinator);
    }
    session.queue(...supportStatements.map((text) => ({ text })));
    if (citus === true) await spreadSupport(session);
    session.queue({ text: `COMMENT ON SCHEMA ${supportSchema} IS '${wanted}'` });
  }
  session.queue(
    { text: `GRANT SELECT ON acre.row_tenants TO ${quoteName(login)}` },
    { text: `GRANT USAGE ON SCHEMA ${supportSchema} TO ${quoteName(login)}` },
    {
      text: `GRANT EXECUTE ON FUNCTION acre.current_tenant(), acre.next_number(text) TO ${quoteName(login)}`,
    },
  );
  await session.flush();
  return { version: Number(version), citus: citus === true };
}

/** The newest key of the database, made when there is none. */
export async function readSigningKey(session: OwnerSession): Promise<SigningKey> {
  session.queue(lock("signing key"));
  return (await newestKey(session)) ?? addKey(session);
}

/**
 * Replaces the key. Contexts signed with older ones are good for `graceSeconds` more, within which every process
 * has to have read the new one; 0 refuses them at once.
 */
export async function rotateSigningKey(session: OwnerSession, graceSeconds: number): Promise<SigningKey> {
  session.queue(lock("signing key"));
  session.queue({
    text: "UPDATE acre.signing_keys SET valid_until = now() + make_interval(secs => $1::float8) WHERE valid_until IS NULL OR valid_until > now() + make_interval(secs => $1::float8)",
    values: [String(graceSeconds)],
  });
  const key = await addKey(session);
  await session.send({ text: "DELETE FROM acre.signing_keys WHERE valid_until < now() - interval '1 day'" });
  return key;
}

const newestText =
  "SELECT id, encode(inner_block, 'hex') FROM acre.signing_keys WHERE valid_until IS NULL ORDER BY id DESC LIMIT 1";

async function newestKey(session: OwnerSession): Promise<SigningKey | null> {
  const { rows } = await session.send({ text: newestText });
  const [id, inner] = rows[0] ?? [];
  if (id === undefined) return null;
  return { id: Number(id), secret: secretOf(Buffer.from(String(inner), "hex")) };
}

async function addKey(session: OwnerSession): Promise<SigningKey> {
  const secret = randomBytes(32);
  const { inner, outer } = hmacPads(secret);
  const { rows } = await session.send({
    text: "INSERT INTO acre.signing_keys (inner_block, outer_block) VALUES (decode($1, 'hex'), decode($2, 'hex')) RETURNING id",
    values: [inner.toString("hex"), outer.toString("hex")],
  });
  return { id: Number(rows[0]?.[0]), secret };
}
