import { afterAll, expect, it } from "vitest";
import { temporaryInstallation } from "../testing/acre";

const { acre, remove } = temporaryInstallation({ NEXTAUTH_URL: "https://acre.example" });
afterAll(remove);

it("makes a workspace with a one-time link, and a further one for the same address without", async () => {
  const args = ["onboard", "--email", "admin@acme.com", "--name", "Ada", "--json"];
  const first = JSON.parse((await acre(...args, "--company", "ACME Corp")).stdout);
  expect(first.tenant).toBe("acme_corp");
  expect(first.setPasswordUrl).toMatch(/^https:\/\/acre\.example\/reset-password\?token=[\w-]{40,}$/);
  const second = JSON.parse((await acre(...args, "--company", "Žižkov Brewery")).stdout);
  expect(second).toMatchObject({ tenant: "zizkov_brewery", setPasswordUrl: null });
  const refused = await acre("onboard", "--company", "X", "--email", "no address", "--name", "Ada");
  expect(refused.code).toBe(2);
});
