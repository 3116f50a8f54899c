import { expect, it } from "vitest";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace } from "../../testing/test-workspace";
import type { Operator } from "../operators/operator";
import { allowDownload, download } from "./downloads";

const installation = useTestPlatform();
const reason = "Ticket 4711: the customer wants their data";

it("a download is allowed to one operator, once, for a minute, and said to any process in the catalog", async () => {
  const { platform } = installation();
  const { slug } = await makeWorkspace(platform, "Taken Away");
  const { id: accountId } = await platform.catalog.account.findFirstOrThrow();
  const operator: Operator = { platform, actor: accountId };
  const begin = (token: string, by = operator) => download(by, token);
  const missing = { code: "not_found" };

  const token = await allowDownload(operator, slug, { reason });
  await expect(begin(token, { platform, actor: "somebody-else" })).rejects.toMatchObject(missing);
  await expect(begin("no id")).rejects.toMatchObject(missing);
  const both = await Promise.allSettled([begin(token), begin(token)]);
  expect(both).toContainEqual({ status: "rejected", reason: expect.objectContaining(missing) });
  const had = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(had).toHaveLength(1);
  await had[0]?.body.cancel();
  await expect(begin(token)).rejects.toMatchObject(missing);

  const late = await allowDownload(operator, slug, { reason });
  const then = new Date(Date.now() - 61_000);
  await platform.catalog.operatorEvent.update({ where: { id: late }, data: { createdAt: then } });
  await expect(begin(late)).rejects.toMatchObject(missing);
});
