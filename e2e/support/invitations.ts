import { pickText } from "./http";
import { call, type Person } from "./people";
import type { Server } from "./server";

/** Invites somebody through the API. @returns the path of their link */
export async function inviteByApi(
  server: Server,
  inviter: Pick<Person, "cookie" | "tenant">,
  email: string,
  role = "member",
): Promise<string> {
  const answer = await call(server, inviter, "POST", "/api/v1/invitations", {
    body: { emails: [email], role },
  });
  return new URL(pickText(answer, "invitations.0.link")).pathname;
}

/** The token in an invitation's path. */
function tokenIn(path: string): string {
  return path.split("/").at(-1) ?? "";
}

/** Invites somebody who has an account, and accepts as them. */
export async function joinByApi(
  server: Server,
  inviter: Pick<Person, "cookie" | "tenant">,
  person: Person,
  role = "member",
): Promise<void> {
  const token = tokenIn(await inviteByApi(server, inviter, person.email, role));
  const answer = await call(server, person, "POST", "/api/v1/invitations/accept", {
    tenant: null,
    body: { token },
  });
  if (answer.status !== 200) throw new Error(`Accepting answered ${answer.status}: ${answer.body}`);
}
