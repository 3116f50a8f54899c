import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { hydrated } from "../../support/board";
import { create } from "../../support/people";
import { expect, test } from "../../support/test";

interface Message {
  id: string;
  timestamp: string;
  signature: string;
  body: string;
}

test("a webhook is set up, tried, told of a change, looked at and deleted", async ({
  page,
  server,
  visitor,
}) => {
  const messages: Message[] = [];
  let answer = () => {};
  const answering = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { headers } = request;
    const header = (name: string) => String(headers[name]);
    messages.push({
      id: header("webhook-id"),
      timestamp: header("webhook-timestamp"),
      signature: header("webhook-signature"),
      body,
    });
    await answering;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  try {
    await page.goto(`/${visitor.tenant}/settings/webhooks`);
    await hydrated(page);
    await page.getByRole("button", { name: "New webhook" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Create" }).click();
    await expect(dialog.getByLabel("Address")).toHaveAccessibleDescription(/Write the address/);
    await dialog.getByLabel("Address").fill(url);
    await dialog.getByLabel("Everything that happens").uncheck();
    await dialog.getByLabel("task.created").check();
    await dialog.getByRole("button", { name: "Create" }).click();
    const secret = await dialog.getByLabel("Secret", { exact: true }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("Told of task.created.")).toBeVisible();

    await page.getByRole("button", { name: `Send a test to ${url}` }).click();
    await expect.poll(() => messages.length).toBe(1);
    // Looked at while the receiver takes its time, it is looked at again.
    await page.waitForResponse(/\/deliveries$/);
    await expect(page.getByText("on its way")).toBeVisible();
    answer();
    await expect(page.getByText("delivered, 204")).toBeVisible();
    await create(server, visitor, `/api/v1/projects/${visitor.projectId}/tasks`, { title: "Told" });
    await expect.poll(() => messages.length).toBe(2);
    const [, told] = messages;
    expect(JSON.parse(told?.body ?? "")).toMatchObject({ type: "task.created" });
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const signed = `${told?.id}.${told?.timestamp}.${told?.body}`;
    expect(told?.signature).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);

    await page.getByRole("button", { name: "Send webhook.test again" }).click();
    await expect.poll(() => messages.length).toBe(3);
    expect(messages[2]?.id).toBe(messages[0]?.id);
    await page.getByRole("button", { name: `Delete ${url}` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("No server is told of anything yet.")).toBeVisible();
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});
