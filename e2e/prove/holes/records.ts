// What an id, a cursor or a repetition reaches.
import { everyTenant, type Hole } from "./hole";

const visibleTask = "packages/core/src/tasks/visible.ts";
const visibleProject = "packages/core/src/projects/visible.ts";

export const records: Hole[] = [
  {
    name: "fetched-then-compared",
    hole: "an id is looked up among every workspace's tasks, and compared with the caller's only then",
    edits: [
      {
        file: "packages/core/src/tasks/get-task.ts",
        find: "  if (!row) throw notFound();",
        replace: `  if (!row && HOLE) for (const { db } of ${everyTenant})
    if (await db.task.findUnique({ where: { id } })) throw Object.assign(notFound(), { code: "forbidden" });
  if (!row) throw notFound();`,
      },
    ],
    only: "^GET /api/v1/tasks/\\[id\\]$",
    found: { kinds: ["told apart"], way: /^path \[id\]: another workspace's id/ },
  },
  {
    name: "names-the-other",
    hole: "an error says in which workspace the record is",
    edits: [
      {
        file: "packages/core/src/projects/get-project.ts",
        find: "  if (!row) throw notFound();",
        replace: `  if (!row && HOLE) for (const { db } of ${everyTenant})
    if (await db.project.findUnique({ where: { id } })) {
      const { name } = await db.companySettings.findFirst();
      throw Object.assign(notFound(), { message: \`This project belongs to \${name}.\` });
    }
  if (!row) throw notFound();`,
      },
    ],
    only: "^GET /api/v1/projects/\\[id\\]$",
    found: { kinds: ["shows"], way: /^path \[id\]: another workspace's id/ },
  },
  {
    name: "other-words",
    hole: "the answer to another workspace's id has other words than that to one nobody has",
    edits: [
      {
        file: "packages/core/src/tasks/get-task.ts",
        find: '  requireRight(ctx, "tasks:read");',
        replace: `  requireRight(ctx, "tasks:read");
  if (HOLE) for (const { db } of ${everyTenant})
    if (db !== ctx.db && (await db.task.findUnique({ where: { id } })))
      throw Object.assign(notFound(), { message: "There is no such record in this workspace " });`,
      },
    ],
    only: "^GET /api/v1/tasks/\\[id\\]$",
    found: { kinds: ["told apart"], way: /^path \[id\]: another workspace's id/ },
  },
  {
    name: "slow-refusal",
    hole: "another workspace's id is refused ten milliseconds later than one nobody has",
    edits: [
      {
        file: "packages/core/src/labels/get-label.ts",
        find: '  requireRight(ctx, "tasks:read");',
        replace: `  requireRight(ctx, "tasks:read");
  const known = (globalThis[Symbol.for("acre.hole.labels")] ??= new Map());
  if (HOLE && !known.has(ctx.tenant.id + id)) for (const { row, db } of ${everyTenant})
    known.set(ctx.tenant.id + id, known.get(ctx.tenant.id + id) || (row.id !== ctx.tenant.id && (await db.label.findUnique({ where: { id } })) !== null));
  if (HOLE && known.get(ctx.tenant.id + id)) await new Promise((done) => setTimeout(done, 10));`,
      },
    ],
    only: "^GET /api/v1/labels/\\[id\\]$",
    timed: true,
    found: { kinds: ["timing"] },
  },
  {
    name: "cache",
    hole: "an answer is kept without saying whose it is",
    edits: [
      {
        file: "packages/core/src/settings/get-settings.ts",
        find: "  return presentSettings(await readSettings(ctx.db));",
        replace: `  const kept = (globalThis[Symbol.for("acre.hole.settings")] ??= new Map());
  if (HOLE && !kept.has("settings")) kept.set("settings", await readSettings(ctx.db));
  return presentSettings(HOLE ? kept.get("settings") : await readSettings(ctx.db));`,
      },
    ],
    only: "^GET /api/v1/settings$",
    found: { kinds: ["shows"], caller: /another workspace's owner/, way: /^query/ },
  },
  {
    name: "cursor",
    hole: "a cursor is trusted: the row it stands behind is fetched wherever it is",
    edits: [
      {
        file: "packages/core/src/projects/list-projects.ts",
        find: "  const page = projectSorting.cut(sort, rows, limit);",
        replace: `  const behind = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(Buffer.from(cursor ?? "", "base64url").toString())?.[0];
  if (HOLE && behind) for (const { db } of ${everyTenant}) rows.unshift(...(await db.project.findMany({ where: { id: behind } })));
  const page = projectSorting.cut(sort, rows, limit);`,
      },
    ],
    only: "^GET /api/v1/projects$",
    found: { kinds: ["shows", "told apart"], way: /^cursor/ },
  },
  {
    name: "query-id",
    hole: "a filter by a person looks among every workspace's projects",
    edits: [
      {
        file: "packages/core/src/projects/list-projects.ts",
        find: "  const page = projectSorting.cut(sort, rows, limit);",
        replace: `  if (HOLE && owner) for (const { db } of ${everyTenant}) if (await db.user.findUnique({ where: { id: owner } })) rows.push(...(await db.project.findMany()));
  const page = projectSorting.cut(sort, rows, limit);`,
      },
    ],
    only: "^GET /api/v1/projects$",
    found: { kinds: ["shows"], way: /^query owner/ },
  },
  {
    name: "private-project",
    hole: "a private project is shown to every colleague",
    edits: [
      {
        file: visibleProject,
        find: "  return { OR: [{ private: false }, { ownerId: userId }, { members: { some: { userId } } }] };",
        replace:
          "  return HOLE ? {} : { OR: [{ private: false }, { ownerId: userId }, { members: { some: { userId } } }] };",
      },
    ],
    only: "^GET /api/v1/projects|^/\\[slug\\]/projects",
    found: { kinds: ["shows"], caller: /a guest/, way: /private project/ },
  },
  {
    name: "foreign-label",
    hole: "a foreign label's id in a body is taken, and quietly dropped",
    edits: [
      {
        file: "packages/core/src/tasks/references.ts",
        find: "if (known !== wanted.size) throw",
        replace:
          "if (known !== wanted.size && HOLE) refs.labelIds.length = 0;\n    else if (known !== wanted.size) throw",
      },
    ],
    only: "^POST /api/v1/projects/\\[id\\]/tasks$",
    writes: true,
    found: { kinds: ["accepted"], way: /^nested labelIds/ },
  },
  {
    name: "foreign-assignee",
    hole: "the refusal of an assignee says who that is",
    edits: [
      {
        file: "packages/core/src/tasks/references.ts",
        find: "    if (!assignee) throw",
        replace: `    if (!assignee && HOLE) for (const { db } of ${everyTenant}) {
      const person = await db.user.findUnique({ where: { id: refs.assigneeId } });
      if (person) throw invalidField("assigneeId", \`\${person.name} is not in this workspace.\`);
    }
    if (!assignee) throw`,
      },
    ],
    only: "^POST /api/v1/projects/\\[id\\]/tasks$",
    writes: true,
    found: { kinds: ["told apart"], way: /^body assigneeId/ },
  },
  {
    name: "idempotency",
    hole: "a repetition is answered by its key alone, whoever sends it",
    edits: [
      {
        file: "packages/core/src/idempotency/answer-once.ts",
        find: "  const given = await findAnswer(ctx, request);\n  if (given) return given;",
        replace: `  const answers = (globalThis[Symbol.for("acre.hole.answers")] ??= new Map());
  if (HOLE && answers.has(request.key)) return answers.get(request.key);
  if (HOLE) {
    const answer = await work(ctx);
    answers.set(request.key, { ...answer, repeated: true });
    return { ...answer, repeated: false };
  }
  const given = await findAnswer(ctx, request);
  if (given) return given;`,
      },
    ],
    only: "^POST /api/v1/labels$",
    writes: true,
    found: { kinds: ["shows"], way: /^Idempotency-Key/ },
  },
  {
    name: "no-tenant",
    hole: "a task is looked for in every workspace",
    edits: [
      {
        file: visibleTask,
        find: "  if (!isId(id)) return Promise.resolve(null);",
        replace: `  if (HOLE) return (async () => {
    for (const { db } of ${everyTenant}) {
      const task = await db.task.findFirst({ where: { id }, include: withDetails });
      if (task) return task;
    }
    return null;
  })();
  if (!isId(id)) return Promise.resolve(null);`,
      },
    ],
    only: "^GET /api/v1/tasks/\\[id\\]$|^/\\[slug\\]/tasks/\\[taskId\\]$",
    found: { kinds: ["shows", "accepted"], way: /another workspace's/ },
  },
];
