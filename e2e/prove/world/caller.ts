/** Somebody, or something, that sends requests. */
export interface Caller {
  /** Such as `another workspace's owner`. */
  name: string;
  /** What it shows to be let in: a cookie, a key, or nothing. */
  headers: Record<string, string>;
  /** Kind of credential. Pages take no keys. */
  by: "nobody" | "session" | "key";
  /** The slug of the workspace it is rightfully in; null for one that is in none. */
  home: string | null;
  /** What a route of the attacked workspace answers it, whatever it asks for. */
  refused: number;
}

/** Somebody inside the attacked workspace, with the role or the scopes they really have. */
export interface Insider {
  name: string;
  headers: Record<string, string>;
  by: "session" | "key";
  role: "owner" | "admin" | "member" | "guest";
  /** A key's scopes; null for a person, who has what the role gives. */
  scopes: readonly string[] | null;
}
