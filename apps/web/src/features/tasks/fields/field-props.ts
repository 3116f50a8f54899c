import type { Task } from "@/lib/types";

/** What every inline field of a task takes. */
export interface FieldProps {
  task: Task;
  /** Why it cannot be changed now. */
  lock: string | undefined;
  /** Shows the value's name beside its glyph. */
  wordy?: boolean;
  className?: string;
}
