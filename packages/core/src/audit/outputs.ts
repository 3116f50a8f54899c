import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";
import type { Activity } from "./inputs";

export const actorKinds = ["member", "key", "operator", "system", "outsider"] as const;

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

/** One entry of the workspace's audit log. */
export const auditEntryAnswer = z
  .strictObject({
    id: recordId,
    seq: z.int().nullable().meta({
      description:
        "Its place in the workspace's chain; null for what is older than the chain. Entries you may not see leave gaps.",
    }),
    action: z.string().meta({ example: "task.updated" }),
    actor: z.strictObject({
      kind: z.enum(actorKinds),
      id: z.string().nullable(),
      name: z.string().meta({ example: "Ada Lovelace" }),
    }),
    address: z.string().nullable().meta({ description: "Where it came from.", example: "192.0.2.7" }),
    resource: z.strictObject({
      type: z.string().meta({ example: "task" }),
      id: z.string(),
      name: z.string().nullable().meta({ description: "What it is called now, if it is still there." }),
    }),
    projectId: recordId.nullable(),
    changes: z.record(z.string(), change).meta({
      description: "What changed, field by field.",
      example: { title: { before: "Paint", after: "Paint twice" } },
    }),
    requestId: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: "AuditEntry" });
export type AuditLogEntry = z.output<typeof auditEntryAnswer>;

export const auditPageAnswer = pageOf("entries", auditEntryAnswer);
