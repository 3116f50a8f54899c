import type { TenantDb } from "@acre/db";
import type { Ground } from "./ground";

/** A tenant filled with tasks of one project. */
export interface SampleTenant {
  id: string;
  slug: string;
  projectId: string;
  userId: string;
}

/** Tenants of one size on the two models of PostgreSQL. */
export interface SampleTwins {
  inSchema: SampleTenant;
  inRows: SampleTenant;
}

/**
 * Makes a tenant with one project and so many tasks, spread over states and priorities.
 * @param datasource where it is to be; where new tenants go unless said
 */
export async function makeSampleTenant(
  ground: Ground,
  tasks: number,
  datasource?: "files" | "schemas" | "rows",
): Promise<SampleTenant> {
  const slug = `sample_${ground.next()}`;
  let made = { projectId: "", userId: "" };
  const { id } = await ground.platform.tenancy.tenants.create({
    slug,
    ...(datasource === undefined ? {} : { datasource }),
    prepare: async (db) => {
      made = await fill(db, tasks);
    },
  });
  return { id, slug, ...made };
}

/** Makes such a tenant in a schema, and a copy of it, with the same ids, in the shared tables. */
export async function makeSampleTwins(ground: Ground, tasks: number): Promise<SampleTwins> {
  const inSchema = await makeSampleTenant(ground, tasks, "schemas");
  const slug = `sample_${ground.next()}`;
  const { id } = await ground.platform.tenancy.tenants.copy(inSchema.id, { slug, datasource: "rows" });
  return { inSchema, inRows: { ...inSchema, id, slug } };
}

async function fill(db: TenantDb, tasks: number): Promise<{ projectId: string; userId: string }> {
  const user = await db.user.create({ data: { email: "ada@acre.example", name: "Ada", role: "owner" } });
  return { projectId: await fillProject(db, user.id, tasks), userId: user.id };
}

/** Makes a project of somebody's with so many tasks, and returns its id. */
export async function fillProject(db: TenantDb, userId: string, tasks: number): Promise<string> {
  const project = await db.project.create({
    data: { key: "SAM", name: "Sample", ownerId: userId, lastTaskNumber: tasks },
  });
  // In parts, between which the process can do what else there is to do, such as renewing its lease.
  for (let done = 0; done < tasks; done += part) {
    const numbers = Array.from({ length: Math.min(part, tasks - done) }, (_, index) => done + index + 1);
    await db.task.createMany({ data: numbers.map((number) => sampleTask(number, project.id, userId)) });
  }
  return project.id;
}

const part = 500;
const statuses = ["backlog", "todo", "in_progress", "in_review", "completed"];
const priorities = ["none", "low", "medium", "high", "urgent"];

function sampleTask(number: number, projectId: string, userId: string) {
  return {
    projectId,
    number,
    title: `Sample task number ${number}`,
    description:
      number % 3 === 1 ? "A description of a usual length, two lines or so, as people write it." : null,
    creatorId: userId,
    assigneeId: number % 2 === 1 ? userId : null,
    status: statuses[(number - 1) % statuses.length] ?? "todo",
    priority: priorities[(number - 1) % priorities.length] ?? "none",
    position: number * 1024,
  };
}
