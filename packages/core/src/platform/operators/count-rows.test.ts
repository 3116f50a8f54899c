import { expect, it } from "vitest";
import { z } from "zod";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace } from "../../testing/test-workspace";
import { countRows } from "./index";

const installation = useTestPlatform();

const tables = z.array(z.object({ name: z.string() }));
const counted = z.tuple([z.object({ rows: z.coerce.number() })]);

it("counts the rows of every table that the database has", async () => {
  const { platform } = installation();
  const { slug, db, owner } = await makeWorkspace(platform, "Counted");
  const actorId = owner.actor.id;
  const webhook = { url: "https://hooks.example.com", secret: "s", events: "[]", createdById: actorId };
  const { id: webhookId } = await db.webhook.create({ data: webhook });
  await db.webhookDelivery.create({ data: { webhookId, event: "task.created", payload: "{}" } });
  const answer = { key: "k", actorId, requestHash: "h", expiresAt: new Date() };
  await db.idempotencyAnswer.create({ data: answer });

  let rows = 0;
  const found = await db.$queryRaw`
    SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 1) <> '_' AND name NOT LIKE 'sqlite%'`;
  for (const { name } of tables.parse(found)) {
    const [one] = counted.parse(await db.$queryRawUnsafe(`SELECT count(*) AS rows FROM "${name}"`));
    rows += one.rows;
  }
  expect(rows).toBeGreaterThan(4);
  expect(await countRows({ platform, actor: "cli" }, slug)).toBe(rows);
});

it("knows none of a tenant that cannot be opened", async () => {
  const { platform } = installation();
  const { slug, owner } = await makeWorkspace(platform, "Shut");
  await platform.tenancy.tenants.setStatus(owner.tenant.id, "suspended");
  expect(await countRows({ platform, actor: "cli" }, slug)).toBeNull();
});
