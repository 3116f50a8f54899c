// What a page gives away beside what it shows.
import { everyTenant, type Hole } from "./hole";

const layout = "apps/web/src/app/[slug]/layout.tsx";

export const pages: Hole[] = [
  {
    name: "title",
    hole: "the title of a page that is not there is that of another workspace's task",
    edits: [
      {
        file: "apps/web/src/app/[slug]/tasks/[taskId]/page.tsx",
        find: "  return pageTitle(async () => {",
        replace: `  if (HOLE) for (const { db } of ${everyTenant}) {
    const task = await db.task.findFirst({ where: { id: taskId } });
    if (task) return { title: task.title };
  }
  return pageTitle(async () => {`,
      },
    ],
    only: "^/\\[slug\\]/tasks/\\[taskId\\]$",
    found: { kinds: ["shows"], caller: /another workspace's owner/, way: /another workspace's task id/ },
  },
  {
    name: "payload",
    hole: "what a page is made of holds more than it shows: every workspace's name",
    edits: [
      {
        file: layout,
        find: "    renderedAt: new Date().toISOString(),",
        replace: `    renderedAt: new Date().toISOString(),
    others: HOLE ? await everyName() : [],`,
      },
      {
        file: layout,
        find: "export default async function WorkspaceLayout(",
        replace: `async function everyName() {
  const { getPlatform } = await import("@/server/platform");
  const platform = getPlatform();
  const rows = await platform.catalog.tenant.findMany({ where: { status: "active" } });
  return Promise.all(rows.map(async ({ id }) => (await (await platform.tenancy.connectById(id)).companySettings.findFirst())?.name));
}

export default async function WorkspaceLayout(`,
      },
    ],
    only: "^/\\[slug\\]/tasks/\\[taskId\\]$",
    found: { kinds: ["shows"], caller: /another workspace's owner/, way: /^address/ },
  },
  {
    name: "page-open",
    hole: "a page opens the workspace for whoever is logged in",
    edits: [
      {
        file: "apps/web/src/server/viewer.ts",
        find: "    const who = { accountId: account.id, slug };",
        replace: `    const owner = HOLE && (await getPlatform().catalog.membership.findFirst({ where: { tenant: { slug } }, orderBy: { createdAt: "asc" } }));
    const who = { accountId: owner ? owner.accountId : account.id, slug };`,
      },
    ],
    only: "^/\\[slug\\]/projects$",
    found: { kinds: ["shows"], caller: /another workspace's owner/ },
  },
];
