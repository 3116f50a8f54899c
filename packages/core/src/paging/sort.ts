import { z } from "zod";
import type { Signed } from "../list-fields";
import { cursorInstant, cutPage, readCursor } from "./cursor";

type Direction = "asc" | "desc";
type Compared<T> = T | { gt: T } | { lt: T };

/** How rows are sorted by one column, and found again behind the last row of a page. */
interface SortColumn<Row, Where, Order> {
  order(direction: Direction): Order;
  /** The column's value in a cursor. */
  value: z.ZodType<string | number | null>;
  read(row: Row): string | number | null;
  equals(value: unknown): Where;
  /** The rows whose value lies beyond, in that direction. */
  beyond(value: unknown, direction: Direction): Where[];
}

/** Where a list's rows are looked for; Prisma's own words for the table. */
interface Grammar<Where, Order> {
  id(filter: Compared<string>): Where;
  idOrder(direction: Direction): Order;
  and(parts: Where[]): Where;
  or(parts: Where[]): Where;
}

const compare = <T>(value: T, direction: Direction): { gt: T } | { lt: T } =>
  direction === "asc" ? { gt: value } : { lt: value };

interface Described<Row, Where, Order, T> {
  read: (row: Row) => T;
  where: (filter: Compared<T>) => Where;
  order: (direction: Direction) => Order;
}

/** Sorts by a number or a text that is never missing. */
export function byValue<Row, Where, Order, T extends number | string>(
  value: z.ZodType<T>,
  { read, where, order }: Described<Row, Where, Order, T>,
): SortColumn<Row, Where, Order> {
  return {
    order,
    value,
    read,
    equals: (given) => where(value.parse(given)),
    beyond: (given, direction) => [where(compare(value.parse(given), direction))],
  };
}

/** Sorts by an instant. */
export function byInstant<Row, Where, Order>({
  read,
  where,
  order,
}: Described<Row, Where, Order, Date>): SortColumn<Row, Where, Order> {
  const dateOf = (given: unknown) => new Date(cursorInstant.parse(given));
  return {
    order,
    value: cursorInstant,
    read: (row) => read(row).toISOString(),
    equals: (given) => where(dateOf(given)),
    beyond: (given, direction) => [where(compare(dateOf(given), direction))],
  };
}

/** Sorts by a day that may be missing; rows without one come last in both directions. */
export function byDay<Row, Where, Order>({
  read,
  where,
  order,
}: {
  read: (row: Row) => string | null;
  where: (filter: Compared<string> | null) => Where;
  order: (direction: Direction) => Order;
}): SortColumn<Row, Where, Order> {
  const day = z.iso.date().nullable();
  return {
    order,
    value: day,
    read,
    equals: (given) => where(day.parse(given)),
    beyond: (given, direction) => {
      const from = day.parse(given);
      return from === null ? [] : [where(compare(from, direction)), where(null)];
    },
  };
}

/** A list's sorts: what to ask the database for, and how its cursors are written and read. */
export interface Sorting<Name extends string, Row, Where, Order> {
  orderBy(sort: Signed<Name>): Order[];
  /**
   * The rows behind a cursor's.
   * @throws AppError `invalid_input` when a list so sorted did not give it
   */
  after(sort: Signed<Name>, cursor: string): Where;
  /** Cuts a result that was asked for one row too many, and says where the next page starts. */
  cut<R extends Row>(sort: Signed<Name>, rows: R[], limit: number): { rows: R[]; nextCursor: string | null };
}

/** Puts a list's sorts together. Rows that are alike are told apart by their ids, in the same direction. */
export function sorting<Name extends string, Row extends { id: string }, Where, Order>(
  list: string,
  grammar: Grammar<Where, Order>,
  columns: Record<Name, SortColumn<Row, Where, Order>>,
): Sorting<Name, Row, Where, Order> {
  const take = (sort: Signed<Name>) => {
    const descending = sort.startsWith("-");
    const name = (Object.keys(columns) as Name[]).find((one) => one === (descending ? sort.slice(1) : sort));
    if (name === undefined) throw new Error(`The list ${list} is not sorted by ${sort}.`);
    return { column: columns[name], direction: descending ? ("desc" as const) : ("asc" as const) };
  };
  const mark = (sort: Signed<Name>) => `${list} ${sort}`;
  return {
    orderBy(sort) {
      const { column, direction } = take(sort);
      return [column.order(direction), grammar.idOrder(direction)];
    },
    after(sort, cursor) {
      const { column, direction } = take(sort);
      const shape = z.tuple([z.literal(mark(sort)), column.value, z.uuid()]);
      const [, value, id] = readCursor(cursor, shape);
      const alike = grammar.and([column.equals(value), grammar.id(compare(id, direction))]);
      return grammar.or([...column.beyond(value, direction), alike]);
    },
    cut(sort, rows, limit) {
      const { column } = take(sort);
      return cutPage(rows, limit, (row) => [mark(sort), column.read(row), row.id]);
    },
  };
}
