import type { Task } from "@/lib/types";

/**
 * Which fields of which tasks have been changed here and not yet answered by the server. It lets an answer be
 * merged without undoing a newer change, and a failure be rolled back in its own field only.
 */
export interface PendingFields {
  /** Marks the fields of a change as under way; give the result back to `settle`. */
  begin(id: string, fields: readonly (keyof Task)[]): PendingEdit;
  /** The server's task, with the fields that have a newer change under way kept as they are here. */
  merge(edit: PendingEdit, here: Task, answer: Task): Task;
  /** The task as it was before the failed change, in the fields no newer change has touched. */
  rollBack(edit: PendingEdit, here: Task, before: Partial<Task>): Task;
  settle(edit: PendingEdit): void;
}

export interface PendingEdit {
  id: string;
  fields: readonly (keyof Task)[];
  number: number;
}

export function createPendingFields(): PendingFields {
  let count = 0;
  const open = new Set<PendingEdit>();

  function takenByNewer(edit: PendingEdit): Set<keyof Task> {
    const newer = [...open].filter((other) => other.id === edit.id && other.number > edit.number);
    return new Set(newer.flatMap((other) => other.fields));
  }

  return {
    begin(id, fields) {
      const edit = { id, fields, number: ++count };
      open.add(edit);
      return edit;
    },
    merge(edit, here, answer) {
      return { ...answer, ...pick(here, [...takenByNewer(edit)]) };
    },
    rollBack(edit, here, before) {
      const taken = takenByNewer(edit);
      return {
        ...here,
        ...pick(
          before,
          edit.fields.filter((field) => !taken.has(field)),
        ),
      };
    },
    settle(edit) {
      open.delete(edit);
    },
  };
}

function pick(from: Partial<Task>, fields: readonly (keyof Task)[]): Partial<Task> {
  return Object.fromEntries(fields.filter((field) => field in from).map((field) => [field, from[field]]));
}
