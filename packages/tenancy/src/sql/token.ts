/**
 * What a piece of SQL is. `word` is a keyword or an unquoted name, `name` a quoted one; `symbol` is one
 * character of an operator or of punctuation.
 */
export type TokenKind =
  | "space"
  | "comment"
  | "word"
  | "name"
  | "string"
  | "blob"
  | "number"
  | "parameter"
  | "symbol";

/** One piece of SQL: `sql.slice(start, end)`. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}
