import { runTaskOperation, type TaskOperationResult } from "@acre/core";
import { bulkTasksInput, maxOperations, taskOperation } from "@acre/core/inputs";
import { taskAnswer } from "@acre/core/outputs";
import { z } from "zod";
import { ok } from "@/server/http/answer";
import { runEach } from "@/server/http/bulk";
import { tenantRoute } from "@/server/http/route";
import { problemAnswer } from "@/server/openapi/errors";

const statuses = { created: 201, updated: 200, deleted: 204 } as const;

const resultAnswer = z.strictObject({
  status: z.int().meta({ description: "What it would have been answered alone.", example: 201 }),
  id: z.string().optional().meta({ description: "Of the task, where the operation was done." }),
  task: taskAnswer.optional(),
  problem: problemAnswer.optional().meta({ description: "Why the operation was refused." }),
});

export const POST = tenantRoute({
  summary: "Create, change and delete many tasks",
  description:
    "Each operation is done by itself, in the order given, and answered in its place: one that is refused does not keep the others back.",
  right: "tasks:write",
  body: bulkTasksInput,
  bodyShown: z.strictObject({ operations: z.array(taskOperation).min(1).max(maxOperations) }),
  answers: { 200: z.strictObject({ results: z.array(resultAnswer) }) },
  example: {
    operations: [
      { op: "create", projectId: "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60", title: "Say hello" },
      { op: "update", id: "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f61", status: "completed" },
      { op: "delete", id: "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f62" },
    ],
  },
  handle: async ({ ctx, body }) => {
    const run = async (operation: unknown) =>
      present(await runTaskOperation(ctx, taskOperation.parse(operation)));
    return ok({ results: await runEach(body.operations, ctx.requestId ?? "", run) });
  },
});

function present({ done, ...rest }: TaskOperationResult) {
  return { status: statuses[done], ...rest };
}
