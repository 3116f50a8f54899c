import type { BundleHead } from "./manifest";

const begin = '{"format":"acre-json","version":1,"about":';
const middle = ',"tables":{';

/** What a JSON document of a tenant ends with: the tables and itself. */
export const documentTail = "}}\n";

/** Whether a file begins as such a document does. */
export function isJsonDocument(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).toString("latin1").startsWith(begin.slice(0, 21));
}

/** How many bytes tell. */
export const tellingBytes = 21;

/** The line before the first table. */
export function documentHead(head: BundleHead): string {
  return `${begin}${JSON.stringify(head)}${middle}\n`;
}

/** What that line says, or null for another. Throws a SyntaxError for what is no JSON. */
export function readDocumentHead(line: string): unknown {
  if (!line.startsWith(begin) || !line.endsWith(middle)) return null;
  return JSON.parse(line.slice(begin.length, -middle.length));
}

/** The line before a table's first row. */
export function tableHead(table: string): string {
  return `${JSON.stringify(table)}:[`;
}
