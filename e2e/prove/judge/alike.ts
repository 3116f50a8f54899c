import { type Answer, comparable } from "../../support/http";

/** One answer, and what its own request held that nobody has to hide from it. */
export interface Told {
  answer: Answer;
  /** Names of the texts sent, in the same order for both. */
  sent: readonly string[];
}

/**
 * Where two answers differ, beside the request's id, the date, a page's nonce and what each of the two was asked for;
 * null when they are the same byte for byte. Of pages, which are never twice the same bytes, the words are compared.
 */
export function difference(one: Told, other: Told): string | null {
  const [a, b] = [plain(one), plain(other)];
  if (a === b) return null;
  let at = 0;
  while (a[at] === b[at]) at++;
  const from = Math.max(0, at - 40);
  return `…${a.slice(from, at + 80)}… beside …${b.slice(from, at + 80)}…`;
}

function plain({ answer, sent }: Told): string {
  const { status, headers, body } = comparable(answer);
  const content = isPage(answer) ? wordsOf(body) : body;
  const sorted = JSON.stringify(headers, Object.keys(headers).sort());
  const text = `${status}\n${sorted}\n${content}`.replaceAll(nonceOf(answer), "<nonce>");
  // Longest first: a text may stand within another.
  return sent
    .map((value, index) => ({ value, name: `<sent ${index}>` }))
    .sort((x, y) => y.value.length - x.value.length)
    .reduce(
      (result, { value, name }) =>
        value === "" ? result : result.replaceAll(value, name).replaceAll(encodeURIComponent(value), name),
      text,
    );
}

function isPage({ headers }: Answer): boolean {
  return /^text\/(html|x-component)/.test(String(headers["content-type"]));
}

/**
 * Everything a page says, each word once and in alphabetical order. React sends the parts of a page as they get ready,
 * numbers them anew each time, and writes down when: the same page is never twice the same bytes. What a document
 * shows it is made of stands in it as the router's payload, which is looked at in its place.
 */
function wordsOf(page: string): string {
  const payload = [...page.matchAll(/self\.__next_f\.push\((\[.*?\])\)<\/script>/gs)].map(([, text]) => text);
  const text = (payload.length > 0 ? payload.join("\n") : page)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|\b1\d{12}\b/g, "<instant>")
    .replaceAll("\\n", " ");
  const words = text.match(/[\p{L}\p{N}_@%-]{3,}/gu) ?? [];
  return [...new Set(words)]
    .filter((word) => !/^[A-Z]?[0-9a-f]{1,3}$/.test(word))
    .sort()
    .join("\n");
}

// A page's headers name the nonce of its scripts as well.
function nonceOf({ headers }: Answer): string {
  return /'nonce-([^']+)'/.exec(String(headers["content-security-policy"] ?? ""))?.[1] ?? "<nonce>";
}
