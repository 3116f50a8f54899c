import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";
import { personAnswer } from "../members/person";
import { projectStatuses } from "./inputs";

const key = z.string().meta({ description: "Prefix of its tasks' keys.", example: "GET" });
const name = z.string().meta({ example: "Getting Started" });
const status = z.enum(projectStatuses);
const color = z.string().nullable().meta({ description: "One of the palette's names.", example: "pine" });

/** A project as the API answers it. */
export const projectAnswer = z
  .strictObject({
    id: recordId,
    key,
    name,
    description: z.string().nullable(),
    status,
    ownerId: recordId,
    private: z.boolean().meta({ description: "Seen only by its owner and those invited to it." }),
    color,
    taskCounts: z
      .strictObject({ total: z.int().min(0), completed: z.int().min(0) })
      .meta({ description: "Of its tasks that are neither archived nor cancelled." }),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable(),
    owner: personAnswer.optional().meta({ description: "With `include=owner`." }),
  })
  .meta({ id: "Project" });
export type Project = z.output<typeof projectAnswer>;

export const projectsAnswer = pageOf("projects", projectAnswer);

/** A project as its tasks name it. */
export const projectOfTaskAnswer = z
  .strictObject({ id: recordId, key, name, status, color })
  .meta({ id: "ProjectOfTask" });
export type ProjectOfTask = z.output<typeof projectOfTaskAnswer>;
