import type { Changes } from "./record";

/** The changes of an entry as they are kept; none when they are nothing of the kind. */
export function parseChanges(json: string): Changes {
  const value: unknown = JSON.parse(json);
  return isChanges(value) ? value : {};
}

function isChanges(value: unknown): value is Changes {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((change) => typeof change === "object" && change !== null && "after" in change)
  );
}
