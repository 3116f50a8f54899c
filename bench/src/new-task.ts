import type { SampleTenant } from "./sample-tenant";

/** What everybody inserts. @param turn makes the task's number unique among those of one contender */
export function newTask({ projectId, userId }: SampleTenant, turn: number) {
  return { projectId, number: 1000 + turn, title: "One more task", creatorId: userId, position: turn };
}
