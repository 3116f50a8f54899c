import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";
import type { Activity } from "./inputs";

const change = z.looseObject({ before: z.unknown(), after: z.unknown() });

/** One line of a record's history. */
export const activityAnswer = z
  .strictObject({
    id: recordId,
    action: z.string().meta({ example: "task.updated" }),
    actorId: z.string().nullable(),
    actorName: z.string().meta({ example: "Ada Lovelace" }),
    resourceType: z.string().meta({ example: "task" }),
    resourceId: z.string(),
    changes: z.record(z.string(), change).meta({
      description: "What changed, field by field.",
      example: { title: { before: "Paint", after: "Paint twice" } },
    }),
    createdAt: instant,
  })
  .meta({ id: "Activity" }) satisfies z.ZodType<Activity>;

export const activityPageAnswer = pageOf("activity", activityAnswer);
