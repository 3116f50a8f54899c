import { translateError } from "../translate-error";
import { refusalCode } from "./refusal";

/** How it went, in the words in which whoever asks is told: `done`, or the refusal's code. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  const told = async () => {
    try {
      await work();
    } catch (error) {
      throw translateError(error);
    }
  };
  return (await refusalCode(told)) ?? "done";
}
