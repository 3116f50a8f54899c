import type { SqlDialect } from "../../../src/sql/dialect";
import type { RichClient, RichTransaction } from "./rich-client";

/** Does everything that a Prisma client can do short of raw SQL, so that all the SQL it generates is sent. */
export async function workload(db: RichClient, dialect: SqlDialect): Promise<void> {
  await writes(db, dialect);
  await reads(db);
  await filters(db, dialect);
  await aggregates(db);
  await transactions(db);
  if (dialect === "postgresql") await postgresOnly(db);
  await removals(db);
}

async function writes(db: RichClient, dialect: SqlDialect): Promise<void> {
  await db.person.create({
    data: {
      id: "ada",
      email: "ada@x",
      profile: { create: { bio: "attach; it's" } },
      posts: {
        create: [
          {
            number: 1,
            title: "-- /* one",
            score: 1.5,
            price: "9.99",
            big: 2n ** 60n,
            meta: { a: { b: [1, "x"] } },
            data: new Uint8Array([0, 255]),
            tags: {
              create: [{ name: "red" }],
              connectOrCreate: { where: { name: "blue" }, create: { name: "blue" } },
            },
          },
        ],
        createMany: { data: [{ number: 2, title: "two" }] },
      },
      reports: { create: { id: "bob", email: "bob@x", mood: "LOUD" } },
    },
    include: { posts: { include: { tags: true } }, profile: true, reports: true },
  });
  await db.person.createMany({ data: [{ email: "c@x" }, { email: "d@x", name: "D" }] });
  if (dialect === "postgresql")
    await db.person.createMany({ data: [{ email: "c@x" }], skipDuplicates: true });
  await db.person.createManyAndReturn({ data: [{ email: "e@x" }], select: { id: true } });
  await db.person.createManyAndReturn({ data: [{ email: "f@x", bossId: "ada" }], include: { boss: true } });
  const where = { authorId_number: { authorId: "ada", number: 7 } };
  for (const _ of ["inserts", "updates"]) {
    await db.post.upsert({
      where,
      create: { authorId: "ada", number: 7, title: "seven" },
      update: { views: { increment: 1 }, title: { set: "7" } },
    });
    await db.person.upsert({
      where: { email: "up@x" },
      create: { email: "up@x", profile: { create: { bio: "b" } } },
      update: { profile: { upsert: { create: { bio: "c" }, update: { bio: "d" } } } },
      include: { profile: true },
    });
    await db.tag.upsert({ where: { name: "red" }, create: { name: "red" }, update: {} });
  }
  await db.post.update({
    where,
    data: { views: { multiply: 2 }, score: { divide: 2 }, big: { decrement: 1 } },
  });
  await db.post.update({
    where: { ...where, done: false, author: { email: "ada@x" } },
    data: {
      tags: { connect: [{ name: "red" }], disconnect: [{ name: "blue" }] },
      author: {
        update: { name: "Ada", reports: { updateMany: { where: { name: null }, data: { mood: "CALM" } } } },
      },
    },
  });
  await db.post.update({ where, data: { tags: { set: [{ name: "blue" }] }, meta: [1, 2] } });
  await db.person.update({
    where: { id: "bob" },
    data: {
      boss: { disconnect: true },
      posts: {
        connect: { id: 1 },
        upsert: { where: { id: 2 }, create: { number: 9, title: "n" }, update: { title: "2" } },
      },
    },
  });
  await db.person.update({
    where: { id: "ada" },
    data: { posts: { connect: { id: 1 }, delete: { id: 3 } } },
  });
  await db.post.updateMany({ where: { author: { mood: "CALM" } }, data: { done: true, at: new Date(0) } });
  await db.post.updateMany({ where: { done: true }, data: { done: false }, limit: 1 });
  await db.post.updateManyAndReturn({ where: { tags: { some: { name: "red" } } }, data: { views: 3 } });
}

async function reads(db: RichClient): Promise<void> {
  await db.person.findUnique({ where: { id: "ada" } });
  await Promise.all(["ada", "bob", "nobody"].map((id) => db.person.findUnique({ where: { id } })));
  await db.person.findUniqueOrThrow({ where: { email: "ada@x" }, include: { profile: true } });
  await db.person.findFirst({
    orderBy: [{ name: { sort: "asc", nulls: "last" } }, { email: "desc" }],
    skip: 1,
  });
  await db.person.findMany({
    include: {
      boss: true,
      reports: { include: { posts: { take: 1, orderBy: { number: "desc" } } } },
      posts: { where: { done: false }, include: { tags: { orderBy: { name: "asc" } }, _count: true } },
      _count: { select: { posts: { where: { done: true } }, reports: true } },
    },
  });
  await db.post.findMany({
    cursor: { authorId_number: { authorId: "ada", number: 1 } },
    orderBy: [{ author: { email: "asc" } }, { tags: { _count: "desc" } }, { id: "asc" }],
    take: -2,
    skip: 1,
    select: { id: true, author: { select: { profile: { select: { bio: true } } } } },
  });
  await db.post.findMany({ distinct: ["authorId"], omit: { data: true }, take: 5 });
}

async function filters(db: RichClient, dialect: SqlDialect): Promise<void> {
  const insensitive = dialect === "postgresql" ? { mode: "insensitive" } : {};
  await db.person.findMany({
    where: {
      OR: [
        { email: { contains: "%a_\\'; --", ...insensitive } },
        { name: { startsWith: "A", not: { endsWith: "z" } } },
        { email: { in: ["a", "b"], notIn: ["c"] } },
        { email: { gt: "a", lte: "z" } },
      ],
      NOT: [{ name: null }, { mood: { in: ["LOUD"] } }],
      AND: { updatedAt: { gte: new Date(0), lt: new Date("2999-01-01") } },
    },
  });
  await db.person.findMany({ where: { email: { in: Array.from({ length: 1200 }, (_, i) => `p${i}`) } } });
  await db.person.findMany({
    where: {
      posts: { some: { views: { gt: 1 }, tags: { every: { name: { not: "x" } } } }, none: { title: "no" } },
      boss: { is: null },
      profile: { isNot: null },
      reports: { every: { posts: { some: {} } } },
    },
  });
  await db.post.findMany({
    where: {
      views: { equals: 1 },
      score: { not: null },
      price: { lt: "10" },
      big: { gte: 1n },
      done: { not: true },
    },
  });
  await db.post.findMany({
    where: { data: { equals: new Uint8Array([0, 255]) }, author: { isNot: { id: "x" } } },
  });
  const path = dialect === "postgresql" ? ["a", "b"] : "$.a.b";
  if (dialect === "postgresql") {
    await db.post.findMany({ where: { meta: { path, array_contains: [1] } } });
    await db.post.findMany({ where: { meta: { path: ["x"], string_contains: "y", mode: "insensitive" } } });
  }
  await db.post.findMany({ where: { meta: { path, not: 5 } } });
  await db.post.findMany({ where: { meta: { equals: { a: 1 } } } });
}

async function aggregates(db: RichClient): Promise<void> {
  await db.post.count();
  await db.post.count({
    where: { author: { email: { contains: "@" } } },
    select: { _all: true, score: true },
  });
  await db.post.aggregate({
    _avg: { score: true, price: true },
    _sum: { views: true, big: true },
    _min: { at: true },
    _max: { number: true },
    _count: true,
    where: { done: false },
    take: 10,
    orderBy: { id: "asc" },
  });
  await db.post.groupBy({
    by: ["authorId", "done"],
    _count: { _all: true },
    _sum: { views: true },
    having: { views: { _avg: { gt: 0 } }, authorId: { not: "x" } },
    orderBy: [{ _count: { authorId: "desc" } }, { done: "asc" }],
    take: 3,
    skip: 0,
  });
}

async function transactions(db: RichClient): Promise<void> {
  await db.$transaction([db.tag.create({ data: { name: "t1" } }), db.tag.count()]);
  await db.$transaction(
    async (tx) => {
      await tx.tag.create({ data: { name: "t2" } });
      await nested(tx);
    },
    { isolationLevel: "Serializable", timeout: 30_000 },
  );
  await rolledBack(() =>
    db.$transaction(async (tx) => {
      await tx.tag.create({ data: { name: "t3" } });
      throw new Error("rolled back");
    }),
  );
}

// Savepoints: one kept, one given up.
async function nested(tx: RichTransaction): Promise<void> {
  await tx.$transaction(async (inner) => {
    await inner.tag.create({ data: { name: "kept" } });
  });
  await rolledBack(() =>
    tx.$transaction(async (inner) => {
      await inner.tag.create({ data: { name: "given up" } });
      throw new Error("rolled back");
    }),
  );
}

async function rolledBack(work: () => Promise<unknown>): Promise<void> {
  const failure = await work().catch((error: unknown) => error);
  if (!(failure instanceof Error) || failure.message !== "rolled back") throw failure;
}

async function postgresOnly(db: RichClient): Promise<void> {
  for (const relationLoadStrategy of ["join", "query"]) {
    await db.person.findMany({
      relationLoadStrategy,
      include: {
        boss: { include: { profile: true } },
        posts: { include: { tags: true }, where: { done: false }, orderBy: { at: "desc" }, take: 2, skip: 1 },
        _count: { select: { posts: true } },
      },
      take: 3,
    });
    await db.post.findUnique({
      relationLoadStrategy,
      where: { id: 1 },
      include: { author: { select: { reports: true } }, tags: true },
    });
  }
  await db.post.findMany({
    where: { title: { search: "one | two" } },
    orderBy: { _relevance: { fields: ["title"], search: "one", sort: "desc" } },
  });
}

async function removals(db: RichClient): Promise<void> {
  await db.profile.delete({ where: { personId: "ada" } });
  await db.person.update({ where: { id: "ada" }, data: { posts: { deleteMany: { done: true } } } });
  await db.post.deleteMany({ where: { author: { email: "bob@x" } } });
  await db.post.deleteMany({ limit: 1 });
  await db.person.delete({ where: { id: "ada" }, include: { posts: true } });
  await db.person.deleteMany();
}
