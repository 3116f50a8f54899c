import { pickText } from "../../support/http";
import type { Own } from "../../support/makers";
import { call, create, type Person, unique } from "../../support/people";
import type { Server } from "../../support/server";

/** What was planted where owners and admins alone may look. */
export interface PlantedSettings {
  own: Own;
  secrets: Record<string, string>;
}

/**
 * Plants a text in each of a workspace's settings that are for owners and admins: keys, webhooks, invitations and what
 * the log keeps of names that are no more.
 *
 * @param has whether the build has a route
 */
export async function plantSettings(
  server: Server,
  owner: Person,
  label: string,
  has: (route: string) => boolean,
): Promise<PlantedSettings> {
  const planted: PlantedSettings = { own: {}, secrets: {} };
  const { own, secrets } = planted;
  if (has("POST /api/v1/api-keys")) {
    secrets.keyName = unique("QxKeySecret");
    const body = { name: secrets.keyName, scopes: ["projects:read"] };
    own.apiKey = await create(server, owner, "/api/v1/api-keys", body);
  }
  if (has("POST /api/v1/webhooks")) {
    secrets.webhookAddress = unique("QxHookSecret");
    const body = { url: `http://127.0.0.1:9/${secrets.webhookAddress}`, events: ["project.member_added"] };
    own.webhook = await create(server, owner, "/api/v1/webhooks", body);
  }
  if (has("POST /api/v1/invitations")) {
    secrets.invited = `${unique("qx-invited-secret-")}@example.com`;
    const body = { emails: [secrets.invited], role: "guest" };
    const answer = await call(server, owner, "POST", "/api/v1/invitations", { body });
    own.invitation = pickText(answer, "invitations.0.id");
  }
  if (has("GET /api/v1/audit")) {
    secrets.formerName = unique("QxFormerSecret");
    const path = `/api/v1/labels/${label}`;
    const { name } = JSON.parse((await call(server, owner, "GET", path)).body);
    for (const next of [secrets.formerName, name])
      await call(server, owner, "PATCH", path, { body: { name: next } });
  }
  return planted;
}
