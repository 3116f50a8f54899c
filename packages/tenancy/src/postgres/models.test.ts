import { describe, expect, it } from "vitest";
import { type PgDb, type PostgresModel, testPostgres } from "../../test/postgres/tenancy";

const models: PostgresModel[] = ["schema", "row"];

const emails = async (db: PgDb) =>
  (await db.owner.findMany({ orderBy: { email: "asc" } })).map(({ email }) => email);

describe.each(models)("a tenant's handle in the %s model", (model) => {
  it("does what a Prisma client does", async () => {
    const { tenancy } = await testPostgres(model);
    await tenancy.tenants.create({ slug: "acme" });
    const db = await tenancy.connect("acme");
    const at = new Date("2024-02-29T12:34:56.789Z");
    const owner = await db.owner.create({
      data: {
        email: "a@x",
        notes: {
          create: [
            {
              id: "n1",
              text: "one",
              big: 2n ** 60n,
              price: "1.50",
              blob: Buffer.from([0, 255]),
              at,
              data: { a: [1] },
            },
            { id: "n2", text: "two", tags: { create: { name: "t", kind: "LOUD", words: ["x", "y,z"] } } },
          ],
        },
      },
      include: { notes: { include: { tags: true }, orderBy: { id: "asc" } } },
    });
    expect(owner).toMatchObject({
      id: 1,
      notes: [
        { id: "n1", big: 2n ** 60n, at, data: { a: [1] }, tags: [] },
        { id: "n2", tags: [{ name: "t", kind: "LOUD", words: ["x", "y,z"], noteId: "n2" }] },
      ],
    });
    expect(owner.notes[0]?.price?.toString()).toBe("1.5");
    expect(owner.notes[0]?.blob).toEqual(new Uint8Array([0, 255]));
    expect(
      await db.owner.createMany({ data: [{ email: "b@x" }, { email: "a@x" }], skipDuplicates: true }),
    ).toEqual({
      count: 1,
    });
    await db.note.update({ where: { id: "n1" }, data: { owner: { connect: { email: "b@x" } } } });
    expect(await db.note.count({ where: { owner: { email: "b@x" } } })).toBe(1);
    await db.note.delete({ where: { id: "n2" } });
    expect(await db.tag.findUnique({ where: { name: "t" } })).toMatchObject({ noteId: null });
    await db.owner.deleteMany({ where: { email: "b@x" } });
    expect(await db.note.count()).toBe(0);
    await expect(db.owner.create({ data: { email: "a@x" } })).rejects.toMatchObject({ code: "P2002" });
    await expect(db.note.create({ data: { id: "x", text: "", ownerId: 99 } })).rejects.toMatchObject({
      code: "P2003",
    });
    await db.owner.upsert({ where: { email: "a@x" }, create: { email: "a@x" }, update: { email: "c@x" } });
    await db.owner.upsert({ where: { email: "d@x" }, create: { email: "d@x" }, update: { email: "e@x" } });
    expect(await emails(db)).toEqual(["c@x", "d@x"]);
    expect(await db.$queryRaw`select email from "Owner" where email = ${"c@x"}`).toEqual([{ email: "c@x" }]);
    expect(await db.$queryRaw`select * from "Owner" where email = ${"c@x"}`).toEqual([
      { id: expect.any(Number), email: "c@x" },
    ]);
    expect(await db.$queryRaw`insert into "Tag" values ('raw', 'LOUD', '{}', null) returning *`).toEqual([
      { name: "raw", kind: "LOUD", words: [], noteId: null },
    ]);
    expect(await db.$queryRaw`select 1 as tenant_id`).toEqual([{ tenant_id: 1 }]);
    expect(await db.$executeRaw`update "Owner" set email = 'f@x' where email = 'c@x'`).toBe(1);
  });

  it("keeps tenants apart when several were made in one process and are written through earlier handles", async () => {
    const { tenancy } = await testPostgres(model);
    const slugs = Array.from({ length: 6 }, (_, n) => `tenant_${n}`);
    const handles: Array<[string, PgDb]> = [];
    for (const slug of slugs) {
      await tenancy.tenants.create({ slug });
      handles.push([slug, await tenancy.connect(slug)]);
    }
    await Promise.all(handles.map(([slug, db]) => db.owner.create({ data: { email: `${slug}@one` } })));
    for (const [slug, db] of handles.toReversed()) await db.owner.create({ data: { email: `${slug}@two` } });
    for (const [slug, db] of handles) expect(await emails(db)).toEqual([`${slug}@one`, `${slug}@two`]);
    await tenancy.closeAll();
    for (const slug of slugs)
      expect(await emails(await tenancy.connect(slug))).toEqual([`${slug}@one`, `${slug}@two`]);
  });
});
