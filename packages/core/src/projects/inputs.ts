import { z } from "zod";
import { block, color, cursor, id, limit, line } from "../fields";
import { include, signed, sort } from "../list-fields";

export const projectStatuses = ["active", "archived"] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

const key = z
  .string("Write a key.")
  .trim()
  .toUpperCase()
  .pipe(z.string().regex(/^[A-Z][A-Z0-9]{1,5}$/, "Use 2 to 6 letters or digits, a letter first."))
  .meta({ description: "2 to 6 letters or digits, a letter first; kept in capitals.", example: "WEB" });

const name = line("a project name", 120);
const description = block(10_000).nullable();
const status = z.enum(projectStatuses, "Choose active or archived.");
const isPrivate = z.boolean("Choose true or false.");

export const createProjectInput = z.strictObject({
  name,
  description: description.optional(),
  key: key.optional(),
  private: isPrivate.optional(),
  color: color.nullable().optional(),
});
export type CreateProjectInput = z.input<typeof createProjectInput>;

export const updateProjectInput = z.strictObject({
  name: name.optional(),
  description: description.optional(),
  key: key.optional(),
  private: isPrivate.optional(),
  color: color.nullable().optional(),
  status: status.optional(),
});
export type UpdateProjectInput = z.input<typeof updateProjectInput>;

export const projectSortColumns = ["createdAt", "updatedAt", "name"] as const;
export const projectSorts = signed(projectSortColumns);

export const projectIncludes = ["owner"] as const;
export type ProjectInclude = (typeof projectIncludes)[number];

export const getProjectInput = z.strictObject({ include: include(projectIncludes) });
export type GetProjectInput = z.input<typeof getProjectInput>;

export const listProjectsInput = z.strictObject({
  status: status.optional(),
  /** `me` for the projects the caller owns, or a user id. */
  owner: z.union([z.literal("me"), id], "Give me or a user id.").optional(),
  include: include(projectIncludes),
  sort: sort(projectSorts).default("createdAt"),
  limit: limit(50, 200),
  cursor,
});
export type ListProjectsInput = z.input<typeof listProjectsInput>;

export type { Project } from "./outputs";
