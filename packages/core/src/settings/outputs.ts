import { z } from "zod";
import { instant } from "../answer-fields";

/** The workspace as its members see it. */
export const settingsAnswer = z
  .strictObject({
    name: z.string().meta({ example: "ACME Corp" }),
    plan: z.string().meta({ description: "trial or pro.", example: "trial" }),
    trialEnds: instant,
  })
  .meta({ id: "Settings" });
export type Settings = z.output<typeof settingsAnswer>;
