import { z } from "zod";
import { pageOf, recordId } from "../answer-fields";
import { roles } from "../rights";

/** A member as the API answers it. */
export const memberAnswer = z
  .strictObject({
    id: recordId,
    name: z.string().meta({ example: "Ada Lovelace" }),
    email: z.string().meta({ example: "ada@acme.com" }),
    role: z.enum(roles),
    active: z.boolean().meta({ description: "False for somebody who has left or was removed." }),
    joinedAt: z.iso.datetime().meta({ description: "Since when they are in the workspace." }),
  })
  .meta({ id: "Member" });
export type Member = z.output<typeof memberAnswer>;

export const membersAnswer = pageOf("members", memberAnswer);
