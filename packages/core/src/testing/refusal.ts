import { ZodError } from "zod";
import { isAppError } from "../errors";

/** How something was refused: its code and words, and the fields it blames. */
export interface Refusal {
  code: string;
  message: string;
  fields: string[];
}

/** Runs `work` and tells how it was refused; null when it was not. Any other failure is thrown on. */
export async function refusalOf(work: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (isAppError(error)) {
      const fields = (error.details.fields ?? []).map(({ field }) => field);
      return { code: error.code, message: error.message, fields };
    }
    if (error instanceof ZodError) {
      const fields = error.issues.flatMap((issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => [...issue.path, key].join("."))
          : [issue.path.join(".")],
      );
      return { code: "invalid_input", message: error.message, fields: [...new Set(fields)] };
    }
    throw error;
  }
}

/** The code of a refusal, for one-line expectations. */
export async function refusalCode(work: () => Promise<unknown>): Promise<string | null> {
  return (await refusalOf(work))?.code ?? null;
}
