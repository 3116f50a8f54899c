import { violationsOn } from "../../support/axe";
import { hydrated } from "../../support/board";
import { fillInLogIn } from "../../support/forms";
import { inviteByApi } from "../../support/invitations";
import { unique } from "../../support/people";
import { expect, test } from "../../support/test";

test("people are invited by pasting addresses, and one without an account comes in by the link", async ({
  page,
  visitor,
  browser,
  server,
}) => {
  const email = `${unique("guest-")}@example.com`;
  await page.goto(`/${visitor.tenant}/settings/members`);
  await hydrated(page);
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByLabel("E-mail addresses")).toHaveAccessibleDescription(
    "Write at least one address.",
  );
  await dialog.getByLabel("E-mail addresses").fill(`Grace <${email}>, ${visitor.email}\nnobody`);
  await dialog.getByRole("radio", { name: /^Guest/ }).check();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText("This person is a member already.")).toBeVisible();
  await expect(dialog.getByText(/Write the whole address/)).toBeVisible();
  const link = await dialog.getByRole("textbox", { name: `Link for ${email}` }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "Invite people" })).toBeFocused();
  const waiting = page.getByRole("list", { name: "Open invitations" });
  await expect(waiting.getByText(email)).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL: server.url });
  const guest = await elsewhere.newPage();
  await guest.goto(link);
  await expect(guest).toHaveTitle(/^Invitation/);
  await expect(guest.getByText(`${visitor.name} invites you`)).toBeVisible();
  await hydrated(guest);
  expect(await violationsOn(guest)).toEqual([]);
  await guest.getByLabel("Choose a password").fill("short");
  await guest.getByLabel("Your name").fill("Grace Hopper");
  await expect(guest.getByLabel("Choose a password")).toHaveAccessibleDescription(/12 characters/);
  await guest.getByLabel("Choose a password").fill("a sentence is good");
  await guest.getByRole("button", { name: "Make an account and join" }).click();
  await expect(guest).toHaveURL(`/${visitor.tenant}`);
  await expect(guest.getByRole("button", { name: "Account: Grace Hopper" })).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "You are in." })).toBeVisible();
  await elsewhere.close();

  await page.reload();
  const row = page.getByRole("row", { name: /Grace Hopper/ });
  await expect(row).toContainText(email);
  await expect(row.getByRole("button", { name: "Role of Grace Hopper: guest" })).toBeVisible();
  await expect(page.getByText("Nobody is waiting.")).toBeVisible();
});

test("a link is for its address: who has an account logs in, and who is logged in as another is told so", async ({
  page,
  server,
  newcomer,
  enter,
}) => {
  const [owner, invited, other] = [await newcomer(), await newcomer(), await newcomer()];
  const link = await inviteByApi(server, owner, invited.email);
  await enter(other);
  await page.goto(link);
  await expect(page.getByText(`You are logged in as ${other.email}`)).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("link", { name: "Log in to join" }).click();
  await fillInLogIn(page, invited);
  await expect(page).toHaveURL(link);
  await hydrated(page);
  await page.getByRole("button", { name: /^Join / }).click();
  await expect(page).toHaveURL(`/${owner.tenant}`);
  await expect(page.getByRole("button", { name: `Account: ${invited.name}` })).toBeVisible();
});

test("an invitation is given a new link, which ends the old one, and is taken back", async ({
  page,
  server,
  visitor,
  browser,
}) => {
  const email = `${unique("guest-")}@example.com`;
  const old = await inviteByApi(server, visitor, email);
  const stranger = await browser.newContext({ baseURL: server.url });
  const guest = await stranger.newPage();
  const lost = guest.getByRole("heading", { name: "This invitation no longer works." });

  await page.goto(`/${visitor.tenant}/settings/members`);
  await hydrated(page);
  await guest.goto(old);
  await expect(guest.getByRole("heading", { name: /^Join / })).toBeVisible();
  await page.getByRole("button", { name: `New link for ${email}` }).click();
  const link = await page.getByRole("textbox", { name: `Link for ${email}` }).inputValue();
  await guest.goto(old);
  await expect(lost).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: /^Join / })).toBeVisible();

  await page.getByRole("button", { name: `Revoke the invitation of ${email}` }).click();
  await expect(page.getByText("Nobody is waiting.")).toBeVisible();
  await guest.goto(link);
  await expect(lost).toBeVisible();
  await stranger.close();
});
