/** One page of a list: its records under the list's name, and where the next page begins; null after the last. */
type Page<Name extends string, Item> = Record<Name, readonly Item[]> & { nextCursor: string | null };

/**
 * Reads a list page after page, to its end.
 *
 * @param name what a page calls its records, such as `members`
 * @param read reads the page at a cursor, the first one without
 */
export async function everyPage<Name extends string, Item>(
  name: Name,
  read: (cursor: string | undefined) => Promise<Page<Name, Item>>,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    // One by one: as arguments of one call, very many would not fit.
    for (const item of page[name]) all.push(item);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
