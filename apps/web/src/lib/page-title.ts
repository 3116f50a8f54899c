import type { Metadata } from "next";

/**
 * The metadata of a page whose title comes from its data. Where the data may not be read, the page itself answers
 * (403, 404, log-in): an interrupt thrown while titles are made would leave that answer without any title.
 *
 * @param title reads the data and names the page
 * @param otherwise for when that is refused; the same for every reason
 */
export async function pageTitle(
  title: () => Promise<Metadata["title"]>,
  otherwise: string,
): Promise<Metadata> {
  try {
    return { title: await title() };
  } catch {
    return { title: otherwise };
  }
}
