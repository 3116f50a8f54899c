import { useCallback } from "react";
import { toastFailure, toastUndo } from "@/lib/toast";
import { useRestore } from "./queries";

/** Says that something was deleted and offers to undo that, as long as the message stands; the trash does so for longer. */
export function useUndo() {
  const restore = useRestore();
  return useCallback(
    async function offer(id: string, name: string): Promise<void> {
      const undo = async () => {
        try {
          await restore(id);
        } catch (error) {
          await toastFailure(`${name} was not restored`, error, () => void undo());
        }
      };
      await toastUndo(`${name} is deleted`, "It stays in the trash for 30 days.", () => void undo());
    },
    [restore],
  );
}
