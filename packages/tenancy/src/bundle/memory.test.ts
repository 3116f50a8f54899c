import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { models } from "../../test/bundle/places";
import { temporaryFolder } from "../../test/fixture/tenancy";
import { testDatabase } from "../../test/postgres/database";

const fixture = fileURLToPath(new URL("../../test/bundle/large.fixture.ts", import.meta.url));
const full = process.env.ACRE_TEST_FULL !== undefined;
// More than its process may hold.
const megabytes = full ? 1000 : 45;
const heapMegabytes = 40;

// A schema is read and loaded by the same code as rows are.
it.each(full ? models : models.filter((model) => model !== "schema"))(
  `a tenant of ${megabytes} MB in %s goes through a bundle within a heap of ${heapMegabytes} MB`,
  async (model) => {
    const { ownerUrl, appUrl } = await testDatabase();
    const output = await run([temporaryFolder(), String(megabytes), model, ownerUrl, appUrl]);
    const last: unknown = JSON.parse(output.trim().split("\n").at(-1) ?? "");
    console.info(`${model}: ${output.trim().replaceAll("\n", " ")}`);
    // Buffers lie outside of the heap; they too must not grow with the tenant.
    expect(last).toMatchObject({ peak: expect.toSatisfy((peak: number) => peak < 350 * 1024 * 1024) });
  },
  full ? 1_200_000 : 120_000,
);

function run(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [
      `--max-old-space-size=${heapMegabytes}`,
      "--import",
      "tsx",
      fixture,
      ...args,
    ]);
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      errors += String(chunk);
    });
    child.once("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`It ended with ${code}.\n${errors.slice(-3000)}`)),
    );
  });
}
