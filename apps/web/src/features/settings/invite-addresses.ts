/**
 * The addresses in a text that was pasted from anywhere: between commas, semicolons, spaces or lines, with or without
 * names around them. What is no address stays as it is, for the answer to say so.
 */
export function addressesIn(text: string): string[] {
  const named = text.replace(/(?:"[^"\n]*"[ \t]*|[^<>,;\n]*)<([^<>\s]+)>/g, " $1 ");
  return [...new Set(named.split(/[\s,;]+/).filter(Boolean))];
}
