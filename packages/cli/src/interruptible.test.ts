import { expect, it } from "vitest";
import { interruptible } from "./interruptible";
import { showProgress } from "./output/progress";

const table = { table: "tasks", rows: 1, bytes: 20 };

it("a Ctrl-C breaks work off at its next report, and leaves what is not interrupted alone", async () => {
  const listeners = process.listenerCount("SIGINT");
  expect(await interruptible(async () => "done")).toBe("done");

  const reports: number[] = [];
  const broken = interruptible(async (stop) => {
    const progress = showProgress({ title: "Copying", json: true, stop });
    for (let report = 1; report < 5; report++) {
      if (report === 3) process.emit("SIGINT");
      progress.rows("copy", table);
      reports.push(report);
    }
  });
  await expect(broken).rejects.toMatchObject({ name: "Aborted", message: "Stopped. Nothing was changed." });
  expect(reports).toEqual([1, 2]);

  const failing = interruptible(() => Promise.reject(new Error("It failed by itself.")));
  await expect(failing).rejects.toThrow("It failed by itself.");
  expect(process.listenerCount("SIGINT")).toBe(listeners);
});

it("work that a Ctrl-C came too late for is done", async () => {
  const done = interruptible(async () => {
    process.emit("SIGINT");
    return "done";
  });
  expect(await done).toBe("done");
});
