/** A row as the database's driver reads it. */
export type Row = Record<string, unknown>;

/** The rows of every table of a database. */
export type Contents = Record<string, Row[]>;

/** Where one catalog or one workspace is kept, reached past the application and its guards. */
export interface Place {
  /** Columns that tell its rows from others in the same tables; none where the tables are its own. */
  readonly own: Row;
  /** Names of its tables. */
  tables(): Promise<string[]>;
  /** Runs one statement; `?` stands for a value. */
  run(text: string, values: unknown[]): Promise<Row[]>;
}

/** What tests read and write of a server's databases. */
export interface Store {
  catalog<T>(work: (place: Place) => Promise<T>): Promise<T>;
  /** @param id the workspace's opaque id */
  tenant<T>(id: string, work: (place: Place) => Promise<T>): Promise<T>;
  /** Everything every database of the installation holds, by its name. */
  everything(): Promise<Record<string, Contents>>;
}

/** Every row of every table. */
export async function contentsOf(place: Place): Promise<Contents> {
  const contents: Contents = {};
  for (const table of await place.tables()) contents[table] = await rowsOf(place, table);
  return contents;
}

/** The rows of a table with these values, all of them when there are none. */
export function rowsOf(place: Place, table: string, values: Row = {}): Promise<Row[]> {
  const { text, values: bound } = condition({ ...place.own, ...values });
  return place.run(`SELECT * FROM "${table}"${text} ORDER BY 1, 2`, bound);
}

export async function insert(place: Place, table: string, values: Row): Promise<void> {
  const row = { ...place.own, ...values };
  const columns = Object.keys(row);
  await place.run(
    `INSERT INTO "${table}" (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    Object.values(row),
  );
}

export async function update(place: Place, table: string, id: string, change: Row): Promise<void> {
  const { text, values } = condition({ ...place.own, id });
  const assignments = Object.keys(change).map((column) => `${column} = ?`);
  await place.run(`UPDATE "${table}" SET ${assignments.join(", ")}${text}`, [
    ...Object.values(change),
    ...values,
  ]);
}

export async function remove(place: Place, table: string, row: Row): Promise<void> {
  const { text, values } = condition({ ...place.own, ...row });
  await place.run(`DELETE FROM "${table}"${text}`, values);
}

function condition(row: Row): { text: string; values: unknown[] } {
  const columns = Object.keys(row);
  if (columns.length === 0) return { text: "", values: [] };
  return {
    text: ` WHERE ${columns.map((column) => `${column} = ?`).join(" AND ")}`,
    values: Object.values(row),
  };
}
