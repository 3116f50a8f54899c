import { retryConflicts, type TenantTx } from "@acre/db";
import { recordAudit } from "../audit/record";
import { requireRight, requireUserId, type TenantContext } from "../context";
import { AppError } from "../errors";
import { type CreateProjectInput, createProjectInput, type Project } from "./inputs";
import { freeKey } from "./key";
import { presentOne } from "./present";

/**
 * Creates a project owned by the actor.
 * @throws AppError `forbidden`, or `key_taken` when the wished key is another project's
 */
export async function createProject(ctx: TenantContext, input: CreateProjectInput): Promise<Project> {
  requireRight(ctx, "projects:write");
  const wanted = createProjectInput.parse(input);
  const ownerId = requireUserId(ctx);
  const create = async (tx: TenantTx) => {
    if (wanted.key && (await tx.project.findUnique({ where: { key: wanted.key } })))
      throw keyTaken(wanted.key);
    const row = await tx.project.create({
      data: {
        name: wanted.name,
        description: wanted.description ?? null,
        key: wanted.key ?? (await freeKey(tx, wanted.name)),
        private: wanted.private ?? false,
        color: wanted.color ?? null,
        ownerId,
      },
    });
    await recordAudit(tx, ctx, {
      action: "project.created",
      resourceType: "project",
      resourceId: row.id,
      projectId: row.id,
      changes: { name: { before: null, after: row.name } },
    });
    return presentOne(tx, row);
  };
  // Another project may take the key that was free a moment ago: a proposed one is then proposed anew.
  return retryConflicts(() => ctx.db.$transaction(create));
}

/** The error for a key that another project of the workspace has. */
export function keyTaken(key: string): AppError {
  const message = `Another project has the key ${key}. Choose another.`;
  return new AppError("key_taken", message, { fields: [{ field: "key", message }] });
}
