import { randomUUID } from "node:crypto";
import type { RawHandle } from "./containment";

/** As much of the fixture's client, on either engine, as seeding needs. */
interface FixtureClient extends RawHandle {
  owner: {
    create(args: {
      data: {
        email: string;
        notes: { create: Array<{ id: string; text: string; count?: number; data?: object }> };
      };
    }): PromiseLike<unknown>;
  };
}

/** What the honest queries read. */
export async function seed(db: FixtureClient): Promise<void> {
  await db.owner.create({
    data: {
      email: "ada@x",
      notes: {
        create: [
          { id: "n1", text: "first; attach", count: 1, data: { a: 1 } },
          { id: "n2", text: "it's", count: 2 },
        ],
      },
    },
  });
  await db.owner.create({
    data: { email: "bob@x", notes: { create: [{ id: "n3", text: "third", count: 3 }] } },
  });
}

/** Plants a secret in every place of a foreign tenant; returns it. */
export async function seedForeign(db: FixtureClient): Promise<string> {
  const secret = `secret-${randomUUID()}`;
  await db.owner.create({
    data: { email: secret, notes: { create: [{ id: secret, text: secret, data: { secret } }] } },
  });
  return secret;
}

/** Throws unless the handle reads, writes, and refuses a note of nobody. */
export async function assertWorks(db: RawHandle): Promise<void> {
  const id = randomUUID();
  await db.$executeRawUnsafe(`INSERT INTO "Note" ("id", "text") VALUES ('${id}', 'x')`);
  const found = await db.$queryRawUnsafe(`SELECT "id" FROM "Note" WHERE "id" = '${id}' AND 'a' LIKE 'a'`);
  if (!JSON.stringify(found).includes(id)) throw new Error("does not read what it wrote");
  await db.$executeRawUnsafe(`DELETE FROM "Note" WHERE "id" = '${id}'`);
  const orphan = `INSERT INTO "Note" ("id", "text", "ownerId") VALUES ('${id}', 'x', 987654)`;
  const refused = await Promise.resolve(db.$executeRawUnsafe(orphan)).then(
    () => false,
    () => true,
  );
  if (!refused) throw new Error("takes a note of nobody");
}
