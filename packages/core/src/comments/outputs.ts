import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";
import { personAnswer } from "../members/person";

/** A comment as the API answers it. */
export const commentAnswer = z
  .strictObject({
    id: recordId,
    taskId: recordId,
    authorId: recordId,
    body: z.string().meta({ description: "Markdown.", example: "Done on Monday." }),
    createdAt: instant,
    updatedAt: instant,
    author: personAnswer.optional().meta({ description: "With `include=author`." }),
  })
  .meta({ id: "Comment" });
export type Comment = z.output<typeof commentAnswer>;

export const commentsAnswer = pageOf("comments", commentAnswer);
