// A server of its own for the tests: makes a workspace, and has people write to it as requests do, until it is told to
// stop. Then it says what became of every write that it acknowledged.
import { createTask, translateError } from "@acre/core";
import { bootPlatform, openDataDir, openWorkspace, readEnv, signUp } from "@acre/core/platform";

const people = 3;
const pauseMs = 5;

const env = readEnv(process.env, process.cwd());
const dataDir = openDataDir(env.dataDir, "serve");
const { platform, close } = await bootPlatform(env, dataDir, { localUrl: "http://localhost:3000", log() {} });
const person = {
  companyName: "ACME Corp",
  name: "Ada",
  email: "ada@acme.com",
  password: "a sentence is good",
};
const { tenant: slug, projectId } = await signUp(platform, person);
const account = await platform.catalog.account.findUniqueOrThrow({ where: { email: person.email } });
const enter = () => openWorkspace(platform, { accountId: account.id, slug, requestId: null });

const acknowledged: string[] = [];
const refused: Record<string, number> = {};
let stopping = false;

async function write(): Promise<void> {
  while (!stopping) {
    try {
      const { id } = await createTask(await enter(), { projectId, title: "Written under load" });
      acknowledged.push(id);
    } catch (reason) {
      // As a request is answered.
      const error = translateError(reason);
      const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
      refused[code] = (refused[code] ?? 0) + 1;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

const writing = Array.from({ length: people }, write);
console.log(JSON.stringify({ slug }));
process.once("SIGTERM", async () => {
  stopping = true;
  await Promise.all(writing);
  const { db } = await enter();
  const there = new Set((await db.task.findMany({ select: { id: true } })).map(({ id }) => id));
  const lost = acknowledged.filter((id) => !there.has(id));
  await close();
  dataDir.release();
  console.log(JSON.stringify({ acknowledged: acknowledged.length, lost, refused }));
});
