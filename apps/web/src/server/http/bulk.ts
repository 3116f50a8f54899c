import { problemBody } from "./problem";
import { problemOf } from "./refuse";

/**
 * Runs the items of a bulk request one after another. One that is refused answers its problem in its place, and the
 * others go on.
 */
export async function runEach<Item, Result extends object>(
  items: readonly Item[],
  requestId: string,
  run: (item: Item) => Promise<Result>,
) {
  const results: (Result | { status: number; problem: ReturnType<typeof problemBody> })[] = [];
  for (const item of items) {
    try {
      results.push(await run(item));
    } catch (error) {
      const problem = problemOf(error, requestId);
      results.push({ status: problem.status, problem: problemBody(problem, requestId) });
    }
  }
  return results;
}
