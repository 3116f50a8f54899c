import { z } from "zod";
import { recordId } from "../answer-fields";

/** A member as other records name them. */
export const personAnswer = z
  .strictObject({
    id: recordId,
    name: z.string().meta({ example: "Ada Lovelace" }),
    active: z.boolean().meta({ description: "False for somebody who has left the workspace." }),
  })
  .meta({ id: "Person" });
export type Person = z.output<typeof personAnswer>;
