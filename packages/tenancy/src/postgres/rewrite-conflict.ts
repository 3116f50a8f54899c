import { LRUCache } from "lru-cache";
import { isSymbol, isWord } from "../sql/statement";
import { readPieces } from "./split-script";
import { applyEdits } from "./text-edits";

const remembered = new LRUCache<string, string>({
  max: 1000,
  maxSize: 2_000_000,
  sizeCalculation: (_, text) => text.length + 1,
});

/**
 * `ON CONFLICT ("email")`, as Prisma's upsert writes it, names the columns of a unique index. In shared tables
 * every such index is led by the tenant, so its column is named too. Everything else is left as it is.
 */
export function leadConflictTargets(text: string): string {
  if (!/conflict/i.test(text)) return text;
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const pieces = readPieces(text);
  const edits = pieces.flatMap((piece, index) => {
    if (!isWord(piece, "on") || !isWord(pieces[index + 1], "conflict")) return [];
    const open = pieces[index + 2];
    if (open === undefined || !isSymbol("(")(open) || pieces[index + 3]?.name === "tenant_id") return [];
    return [{ start: open.end, end: open.end, text: '"tenant_id", ' }];
  });
  const rewritten = applyEdits(text, edits);
  remembered.set(text, rewritten);
  return rewritten;
}
