/** The schema that holds what the database itself needs to tell tenants apart. */
export const supportSchema = "acre";

/** Raised whenever the SQL below changes, so that a start installs it anew. */
export const supportVersion = "acre tenancy support, version 2";

/** Begins every refusal that `acre.current_tenant()` raises. */
export const contextRefusal = "tenant context";

/** What a statement meets that would write to a fenced place. */
const fencedRefusal = "tenant fenced: its data is elsewhere by now, or about to be";

// A fence is looked up with the key, in a table that is hardly ever anything but empty. It keeps out who is mistaken
// about where a tenant is, not who lies about it with another `acre.place`: that hurts nobody but the tenant itself.
//
// Read from fixed positions: 36 characters of tenant, a dot, 10 of expiry, a dot, up to 9 of the key's id, a dot,
// 64 of signature. What else a text of that length may be, its signature is not this database's. Checked once a
// query, and so without a regular expression, which would take twice as long as everything else.
/** The function that tells the tenant of a signed context, over the tables of keys and of fences that it is to read. */
export function currentTenantOver(keys: string, fences: string): string {
  return `
CREATE OR REPLACE FUNCTION acre.current_tenant() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  token text := current_setting('acre.tenant', true);
  claim text;
  inner_block bytea;
  outer_block bytea;
  fenced boolean;
BEGIN
  IF token IS NULL OR token = '' THEN
    RAISE EXCEPTION '${contextRefusal} missing: this statement was not sent through a tenant''s handle' USING ERRCODE = '42501';
  END IF;
  IF length(token) NOT BETWEEN 114 AND 122 THEN
    RAISE EXCEPTION '${contextRefusal} malformed' USING ERRCODE = '42501';
  END IF;
  claim := left(token, -65);
  SELECT k.inner_block, k.outer_block,
         EXISTS (SELECT FROM ${fences} f
                  WHERE f.tenant_id::text = left(token, 36) AND f.place = current_setting('acre.place', true))
    INTO inner_block, outer_block, fenced
    FROM ${keys} k
   WHERE k.id = substr(claim, 49)::integer AND (k.valid_until IS NULL OR k.valid_until > now());
  -- Hashed once more, so that the time a comparison takes tells nothing about the signature.
  IF NOT FOUND OR sha256(sha256(outer_block || sha256(inner_block || convert_to(claim, 'UTF8'))))
                  IS DISTINCT FROM sha256(decode(right(token, 64), 'hex')) THEN
    RAISE EXCEPTION '${contextRefusal} not signed by a key of this database' USING ERRCODE = '42501';
  END IF;
  IF substr(token, 38, 10)::bigint < extract(epoch FROM now()) THEN
    RAISE EXCEPTION '${contextRefusal} expired: compare the clocks of the application and of the database' USING ERRCODE = '42501';
  END IF;
  IF fenced AND current_setting('transaction_read_only') = 'off' THEN
    RAISE EXCEPTION '${fencedRefusal}' USING ERRCODE = '25006';
  END IF;
  RETURN left(token, 36)::uuid;
END
$function$`;
}

// Counts per tenant, where a sequence would count all tenants' rows together and show each the others' volume.
const nextNumber = `
CREATE OR REPLACE FUNCTION acre.next_number(counter text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  result bigint;
BEGIN
  INSERT INTO acre.counters AS c (tenant_id, name, value) VALUES (acre.current_tenant(), counter, 1)
  ON CONFLICT (tenant_id, name) DO UPDATE SET value = c.value + 1
  RETURNING c.value INTO result;
  RETURN result;
END
$function$`;

/**
 * What the owner installs once per database, statement by statement, safe to repeat. Nothing here is of use to
 * anyone but through the two functions, and those serve only who holds a signed context.
 */
export const supportStatements: readonly string[] = [
  "CREATE SCHEMA IF NOT EXISTS acre",
  "REVOKE ALL ON SCHEMA acre FROM PUBLIC",
  `CREATE TABLE IF NOT EXISTS acre.signing_keys (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     inner_block bytea NOT NULL,
     outer_block bytea NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     valid_until timestamptz
   )`,
  "REVOKE ALL ON acre.signing_keys FROM PUBLIC",
  `CREATE TABLE IF NOT EXISTS acre.counters (
     tenant_id uuid NOT NULL,
     name text NOT NULL,
     value bigint NOT NULL,
     PRIMARY KEY (tenant_id, name)
   )`,
  "REVOKE ALL ON acre.counters FROM PUBLIC",
  `CREATE TABLE IF NOT EXISTS acre.row_tenants (
     tenant_id uuid NOT NULL,
     rows_in text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (tenant_id, rows_in)
   )`,
  "REVOKE ALL ON acre.row_tenants FROM PUBLIC",
  `CREATE TABLE IF NOT EXISTS acre.fences (
     tenant_id uuid NOT NULL,
     place text NOT NULL,
     PRIMARY KEY (tenant_id, place)
   )`,
  "REVOKE ALL ON acre.fences FROM PUBLIC",
  currentTenantOver("acre.signing_keys", "acre.fences"),
  nextNumber,
  // Each tenant sees itself in it, and nobody sees how many others there are.
  "ALTER TABLE acre.row_tenants ENABLE ROW LEVEL SECURITY",
  "DROP POLICY IF EXISTS acre_tenant ON acre.row_tenants",
  "CREATE POLICY acre_tenant ON acre.row_tenants USING (tenant_id = (SELECT acre.current_tenant()))",
  "REVOKE ALL ON FUNCTION acre.current_tenant() FROM PUBLIC",
  "REVOKE ALL ON FUNCTION acre.next_number(text) FROM PUBLIC",
];
