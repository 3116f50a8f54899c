/** A field of a model; with its column's name where the database calls it otherwise. */
export type ProbeField = string | { field: string; column: string };

export type Row = Record<string, unknown>;
export type RecordId = string | number;

/**
 * Two related tables of a schema, described so that the suite can drive a Prisma client that it has never seen:
 * a parent with a unique text, and a child with a text, a whole number and a required or optional parent.
 */
export interface Probe {
  parent: {
    /** The client's property, such as `user`. */
    model: string;
    table: string;
    id: ProbeField;
    /** A text that is unique on its own. */
    unique: ProbeField;
    /** The field that lists the children. */
    children: string;
    /** The other fields that a new record cannot do without. */
    others?: () => Row;
  };
  child: {
    model: string;
    table: string;
    /** An id that the application chooses. */
    id: ProbeField;
    newId: () => RecordId;
    text: ProbeField;
    number: ProbeField;
    /** The foreign key, and the field that follows it. */
    parentId: ProbeField;
    parent: string;
    others?: () => Row;
    /** SQL, good on every engine in use, that inserts one with these values and may use no parameters. */
    insertSql: (literals: { id: string; text: string; parentId: string }) => string;
  };
}

export const fieldOf = (name: ProbeField): string => (typeof name === "string" ? name : name.field);
export const columnOf = (name: ProbeField): string => (typeof name === "string" ? name : name.column);

/** A name in SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** A value in SQL. */
export const literal = (value: RecordId): string =>
  typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
