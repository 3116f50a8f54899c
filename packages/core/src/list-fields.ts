import { z } from "zod";
import { isStorable } from "./fields";

/** What a sort's name is made of: a column, with a minus in front for descending. */
export type Signed<Column extends string> = Column | `-${Column}`;

/** Both sorts of every column, ascending first. */
export function signed<const Column extends string>(columns: readonly [Column, ...Column[]]) {
  const [first, ...rest] = columns;
  const both = rest.flatMap((column): Signed<Column>[] => [column, `-${column}`]);
  return [first, `-${first}` as const, ...both] satisfies [Signed<Column>, ...Signed<Column>[]];
}

/** `sort` of a list, from a query string. */
export function sort<const Name extends string>(names: readonly [Name, ...Name[]]) {
  return z
    .enum(names, `Choose one of ${names.join(", ")}.`)
    .meta({ description: "A minus in front sorts the other way." });
}

/** `include`, from a query string: names of related records to be put beside each record, with commas between. */
export function include(names: readonly string[]) {
  const one = `(${names.join("|")})`;
  return z
    .string(`Choose from ${names.join(", ")}.`)
    .regex(new RegExp(`^(${one}(,${one})*)?$`), `Choose from ${names.join(", ")}, with commas between.`)
    .optional()
    .meta({
      description: `Related records to put beside each: ${names.join(", ")}, with commas between.`,
      example: names.join(","),
    });
}

/** The names that an `include` has. */
export function chosen<const Name extends string>(names: readonly Name[], text: string | undefined): Name[] {
  const wanted = new Set(text?.split(","));
  return names.filter((name) => wanted.has(name));
}

/** An instant, from a query string. */
export const since = z.iso
  .datetime("Write an instant in UTC, such as 2027-01-31T09:30:00Z.")
  .refine(isStorable, "Choose a year from 1 to 9999.")
  .meta({ example: "2027-01-31T09:30:00Z" });
