import { z } from "zod";

/** A record's id as answers give it: a UUIDv7. */
export const recordId = z
  .uuid()
  .meta({ description: "A UUID; ids sort by creation.", example: "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60" });

/** An instant, RFC 3339 in UTC with milliseconds. */
export const instant = z.iso.datetime().meta({ example: "2027-01-31T09:30:00.000Z" });

/** What every list answers: its records under their own name, and where the next page starts. */
export function pageOf<const Name extends string, Item extends z.ZodType>(name: Name, item: Item) {
  const shape = { [name]: z.array(item) } as Record<Name, z.ZodArray<Item>>;
  return z.strictObject({
    ...shape,
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: "Give it as `cursor` to get the next page; null on the last one." }),
  });
}
