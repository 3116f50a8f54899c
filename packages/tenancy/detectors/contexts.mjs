import { edit, test } from "./leak.mjs";

const containment = "postgres/containment.test.ts";
const forged = test(containment, "in the row model takes no context but one that this database's key signed");
const givenBack = test(
  containment,
  "in the row model leaves nothing of a tenant on a connection that was given back",
);
const leftSetting = test(
  containment,
  "in the schema model leaves no setting of the attacker's to the next borrower",
);

/** How a statement's tenant is told to the database. @type {import("./leak.mjs").Leak[]} */
export const contexts = [
  {
    leak: "a context's signature is not checked",
    edits: [edit("postgres/support-sql.ts", "IF NOT FOUND OR sha256", "IF NOT FOUND AND sha256")],
    test: forged,
  },
  {
    leak: "a context never expires",
    edits: [edit("postgres/support-sql.ts", "::bigint < extract(epoch FROM now())", "::bigint < 0")],
    test: forged,
  },
  {
    leak: "contexts of a replaced key stay good",
    edits: [edit("postgres/support-sql.ts", " AND (k.valid_until IS NULL OR k.valid_until > now())", "")],
    test: test(containment, "in the row model refuses contexts signed before a new key"),
  },
  {
    leak: "the signing keys can be read by the app's login",
    sql: "GRANT SELECT ON acre.signing_keys TO {app}",
    model: "row",
    finding: "secret_readable",
  },
  {
    leak: "the tenant is set for the session, and stays for the connection's next borrower",
    edits: [edit("postgres/tenant-binding.ts", "'acre.tenant', $1, true", "'acre.tenant', $1, false")],
    test: givenBack,
  },
  {
    leak: "search_path is set for the session, and stays",
    edits: [edit("postgres/tenant-binding.ts", "'search_path', $2, true", "'search_path', $2, false")],
    test: givenBack,
  },
  {
    leak: "the tenant is told once per connection, not with every statement",
    edits: [
      edit("postgres/tenant-binding.ts", "'acre.tenant', $1, true", "'acre.tenant', $1, false"),
      edit(
        "postgres/tenant-adapter.ts",
        "const lent = await binding.pool.lend(binding.tenantId);",
        `const lent = await binding.pool.lend(binding.tenantId);
  const told = Reflect.get(lent.client, "told") === true;
  Reflect.set(lent.client, "told", true);`,
      ),
      edit(
        "postgres/tenant-adapter.ts",
        "sendQuery(lent, [...before, ...context], query, after)",
        "sendQuery(lent, told ? before : [...before, ...context], query, after)",
      ),
    ],
    test: test("postgres/interleaving.test.ts", "never get each other's results in the row model"),
  },
  {
    leak: "a signed context is remembered without its tenant",
    edits: [
      edit("postgres/context-signer.ts", "this.#signed.get(tenantId)", 'this.#signed.get("")'),
      edit("postgres/context-signer.ts", "this.#signed.set(tenantId,", 'this.#signed.set("",'),
    ],
    test: test("postgres/interleaving.test.ts", "never get each other's results in the row model"),
  },
  {
    leak: "a prepared statement of one tenant serves another",
    edits: [
      edit(
        "postgres/send-query.ts",
        "return await sendTogether(lent.client, before, query, lent.statements.nameFor(query.text), after);",
        `const prepared = lent.statements.nameFor(query.text.replace(/"t_[0-9a-f]{32}"/g, '"t"'));
    const parsed: unknown = Reflect.get(Reflect.get(lent.client, "connection") ?? {}, "parsedStatements");
    const known = typeof parsed === "object" && parsed !== null && Reflect.has(parsed, prepared.name ?? "");
    return await sendTogether(lent.client, before, known ? { ...query, text: "" } : query, prepared, after);`,
      ),
    ],
    test: test("postgres/interleaving.test.ts", "never get each other's results in the schema model"),
  },
  {
    leak: "unqualified names fall through to public",
    edits: [edit("postgres/tenant-binding.ts", '", pg_temp`', '", public, pg_temp`')],
    test: test(
      "postgres/places.test.ts",
      "places of the schema model are missing with an error, never looked for in public",
    ),
  },
  {
    leak: "a connection with a transaction left open is given back",
    edits: [
      edit(
        "postgres/tenant-adapter.ts",
        'sound = lent.client.getTransactionStatus() === "I";',
        "sound = true;",
      ),
      edit(
        "postgres/tenant-adapter.ts",
        "lent.release(!sound || !leavesNothingBehind(query.text));",
        "lent.release(false);",
      ),
    ],
    test: leftSetting,
  },
  {
    leak: "a connection on which anything was prepared or executed is given back",
    edits: [
      edit("postgres/send-query.ts", "return /^\\s*(?:select|", "return text !== '' || /^\\s*(?:select|"),
    ],
    test: test(
      containment,
      "in the row model does not run the victim's queries with what the attacker prepared",
    ),
  },
];
