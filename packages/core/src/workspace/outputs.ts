import { z } from "zod";
import { instant } from "../answer-fields";
import type { WorkspaceFate } from "./inputs";

/** Whether and when a workspace is erased. */
export const workspaceFateAnswer = z
  .strictObject({
    slug: z.string().meta({ example: "acme_corp" }),
    deleteAt: instant.nullable().meta({ description: "Null when it stays." }),
  })
  .meta({ id: "WorkspaceFate" }) satisfies z.ZodType<WorkspaceFate>;
