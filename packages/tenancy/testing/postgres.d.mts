export interface TestServer {
  /** The superuser's, on the database `postgres`. */
  url: string;
  /** Makes a database and answers its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server with an empty data folder; `flags` are given to it. */
export function startPostgres(flags?: string[]): Promise<TestServer>;
