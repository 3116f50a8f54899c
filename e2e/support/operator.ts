import { accountId, addCatalogRow } from "./database";
import type { Person } from "./people";
import type { Server } from "./server";

/** Makes somebody an operator, as `acre operator grant` does. */
export async function makeOperator(server: Server, person: Pick<Person, "email">): Promise<string> {
  const account = await accountId(server, person);
  await addCatalogRow(server, "operators", { account_id: account, granted_by: "cli" });
  return account;
}
