import { EnvError } from "./env";

// Node's system errors, and PostgreSQL's own (Appendix A of its documentation).
const reasons: Record<string, string> = {
  ECONNREFUSED: "nothing listens there; start the server or correct the address",
  ENOTFOUND: "its host is not known; correct the address",
  ETIMEDOUT: "it does not answer; check the address and the firewall",
  "28P01": "it refuses the password; correct the address",
  "28000": "it refuses this login; correct the address or the server's pg_hba.conf",
  "3D000": "it has no such database; create it, or correct the address",
  "53300": "it has no connection left; raise max_connections or stop what uses them",
};

/**
 * Turns the error of a database that cannot be reached into one sentence for the operator; leaves others as they are.
 * @param which says of which database, after the words "The database"
 */
export function explainDatabaseTrouble(error: unknown, which = "in DATABASE_URL"): unknown {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  const reason = reasons[code];
  return reason ? new EnvError([`The database ${which} cannot be used: ${reason}.`]) : error;
}
