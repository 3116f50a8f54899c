// Deletes a project, or brings it back, and kills itself right before the statement that it was told, by its number.
import Database from "better-sqlite3";
import { deleteProject, restoreFromTrash } from "../index";
import { openAsCommand } from "./fleet-stage";
import { enterWorkspace } from "./test-workspace";

const { dir, accountId, slug, projectId, way, killAt } = JSON.parse(process.argv[2] ?? "{}");
let counting = false;
let passed = 0;

/** Called before each statement that writes. */
function boundary(): void {
  if (counting && ++passed === killAt) process.kill(process.pid, "SIGKILL");
}

const statements = Object.getPrototypeOf(new Database(":memory:").prepare("SELECT 1"));
for (const method of ["run", "get", "all", "iterate"]) {
  const original = statements[method];
  statements[method] = function (...args: unknown[]) {
    // Where nothing is written, the place before and the one after are the same. A COMMIT counts as reading.
    if (!this.readonly || this.source === "COMMIT") boundary();
    return original.apply(this, args);
  };
}
const { platform, close } = await openAsCommand(dir);
const ctx = await enterWorkspace(platform, accountId, slug);
counting = true;
if (way === "delete") await deleteProject(ctx, { id: projectId });
else await restoreFromTrash(ctx, { id: projectId });
counting = false;
console.log(`finished after ${passed}`);
await close();
