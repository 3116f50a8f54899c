/** Where the programs of the newest PostgreSQL are that has the extension Citus. */
export function citusPrograms(): string | null;
