import { ambiguous, Unreadable } from "./refusal";

/** A letter, underscore or anything beyond ASCII begins a name in both dialects; digits and `$` may follow. */
export const wordPattern = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

/** Runs a sticky pattern at `start`; the end of the match, or -1. */
export function match(pattern: RegExp, sql: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(sql) ? pattern.lastIndex : -1;
}

/** The end of a quoted piece whose content begins at `from`; a doubled quote stands for itself. */
export function endOfQuoted(sql: string, from: number, quote: string, what: string): number {
  for (let at = from; ; at += 2) {
    at = sql.indexOf(quote, at);
    if (at === -1) throw new Unreadable(`an unterminated ${what}`);
    if (sql[at + 1] !== quote) return at + 1;
  }
}

/** Refuses what engines, and their versions, take apart differently: `1union` is one token, two, or an error. */
export function assertNoNameAt(sql: string, at: number, what: string): void {
  if (/[\w$\u0080-\uffff]/.test(sql.charAt(at))) throw ambiguous(`a name glued to a ${what}`);
}
