/** An old application's tables, in SQL that both engines understand, with numbers for ids and words of its own. */
export const tables = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, title TEXT, subdomain TEXT);
  CREATE TABLE people (id INTEGER PRIMARY KEY, customer_id INTEGER, mail TEXT, full_name TEXT, kind TEXT, enabled TEXT, made_at TEXT);
  CREATE TABLE boards (id INTEGER PRIMARY KEY, person_id INTEGER, title TEXT);
  CREATE TABLE cards (id INTEGER PRIMARY KEY, board_id INTEGER, title TEXT, person_id INTEGER, due_at TEXT);
`;

/** One customer's rows, each with a text that tells whose it is. Numbers are shared out in hundreds. */
export function rowsOf(customer: number, cards = 3): string {
  const first = customer * 100;
  const marker = `marker-${customer}-`;
  const made = "'2021-03-04 05:06:07.123456'";
  let sql = `
    INSERT INTO customers VALUES (${customer}, '${marker}company', 'old_${customer}');
    INSERT INTO people VALUES (${first}, ${customer}, 'ADA@${marker}.example', '${marker}Ada', 'boss', 'yes', ${made});
    INSERT INTO people VALUES (${first + 1}, ${customer}, 'bob@${marker}.example', '${marker}Bob', 'crew', 'f', ${made});
    INSERT INTO boards VALUES (${first}, ${first}, '${marker}board');`;
  for (let n = 0; n < cards; n++)
    sql += `INSERT INTO cards VALUES (${first + n}, ${first}, '${marker}card ${n}', ${n === 0 ? "NULL" : first + 1}, '2024-02-29');`;
  return sql;
}

export const columns = {
  users: {
    id: { id: true },
    email: { column: "mail", lower: true },
    name: "full_name",
    role: { column: "kind", values: { boss: "owner", crew: "member" } },
    active: "enabled",
    created_at: "made_at",
  },
  projects: { id: { id: true }, name: "title", owner_id: { id: "person_id", of: "users" } },
  tasks: {
    id: { id: true },
    project_id: { id: "board_id", of: "projects" },
    number: { count: "board_id" },
    title: "title",
    assignee_id: { id: "person_id", of: "users", ifMissing: "null" },
    due: { column: "due_at", as: "date" },
  },
} as const;

/** The whole database is one tenant. */
export const single = {
  name: "old-shop",
  tenant: { slug: "old_shop", company: "Old Shop" },
  tables: {
    tasks: { from: "cards", columns: columns.tasks },
    users: { from: "people", columns: columns.users },
    projects: { from: "boards", columns: columns.projects },
  },
};

/** Each customer is a tenant: people say whose they are, boards through their people, cards through their boards. */
export const shared = {
  name: "old-shop",
  tenants: { from: "customers", company: "title", slug: "subdomain" },
  tables: {
    users: { from: "people", tenant: { column: "customer_id" }, columns: columns.users },
    projects: { from: "boards", tenant: { column: "person_id", parent: "users" }, columns: columns.projects },
    tasks: { from: "cards", tenant: { column: "board_id", parent: "projects" }, columns: columns.tasks },
  },
};
