import type { Finding } from "../../findings";
import { hasState } from "../server-errors";
import type { ServerPool } from "../server-pool";
import { sendTogether } from "../statement";

/** Whether what stands between the app and the server keeps transactions whole. */
export async function inspectPooler(pool: ServerPool): Promise<Finding[]> {
  const { client, release } = await pool.lend("");
  try {
    await sendTogether(client, [{ text: "BEGIN" }], { text: "SELECT 1" });
    await sendTogether(client, [], { text: "ROLLBACK" });
    release(false);
    return [];
  } catch (error) {
    release(true);
    // PgBouncer's refusal of BEGIN in statement mode.
    if (!hasState(error, "08P01")) throw error;
    return [
      {
        severity: "error",
        code: "pooler_mode",
        object: "the connection pooler",
        problem: `It does not keep transactions whole: ${error.message}.`,
        fix: "Set pool_mode = transaction in the pooler's settings",
      },
    ];
  }
}
