import { z } from "zod";
import { pageOf, recordId } from "../answer-fields";

/** A label as the API answers it. */
export const labelAnswer = z
  .strictObject({
    id: recordId,
    name: z.string().meta({ example: "bug" }),
    color: z.string().meta({ description: "One of the palette's names.", example: "pine" }),
  })
  .meta({ id: "Label" });
export type Label = z.output<typeof labelAnswer>;

export const labelsAnswer = pageOf("labels", labelAnswer);
