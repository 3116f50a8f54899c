import type { Page } from "@playwright/test";
import { boardReady } from "../../support/board";
import { acre } from "../../support/command-line";
import { type Answer, pick, pickText } from "../../support/http";
import { call, type Person, signUp } from "../../support/people";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";

const tenants = 6;
const column = "ALTER TABLE projects ADD COLUMN estimate INTEGER";

/** What was answered while people worked. */
interface Answers {
  usual: number;
  /** Refused for the moment, as a workspace under a migration may. */
  moments: number;
  /** Whatever else was answered, which nobody should see. */
  others: string[];
}

// A server of the code from before the change makes its workspaces without it, so they are what is to be migrated.
test("a migration goes through workspaces in waves while people work in them, and nobody loses a thing", async ({
  page,
  server,
  visitor,
}) => {
  test.setTimeout(240_000);
  await acre(server, "branch", "create", "estimates", "--from", visitor.tenant);
  await acre(server, "branch", "migrate", "estimates", "add_estimates", "--sql", column);
  expect(await acre(server, "branch", "merge", "estimates")).toMatchObject({ status: "merged" });
  const people: Person[] = [];
  for (let made = 0; made < tenants; made++) people.push(await signUp(server));
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error("Nobody signed up");
  expect(await acre(server, "migrate", "status")).toMatchObject({ tenants: { behind: tenants } });

  const answers: Answers = { usual: 0, moments: 0, others: [] };
  const acknowledged = new Map<Person, string[]>(people.map((person) => [person, []]));
  let over = false;
  const working = people.map(async (person) => {
    for (let turn = 0; !over; turn++) {
      const title = `Written in turn ${turn}`;
      const made = await write(server, person, title, answers);
      if (made !== null) acknowledged.get(person)?.push(made);
      await read(server, person, answers);
    }
  });
  const looking = [first, second].map((person) => look(page, server, person, () => over, answers));

  // Everybody has begun before the first workspace is taken.
  const begun = () => people.every((person) => (acknowledged.get(person)?.length ?? 0) > 0);
  await expect.poll(begun).toBe(true);
  const before = { ...answers };
  const waves = ["--canary", first.tenant, "--waves", "50%,100%"];
  const deployed = await acre(server, "migrate", "deploy", ...waves);
  const during = answers.usual - before.usual;
  over = true;
  await Promise.all([...working, ...looking]);

  expect(deployed).toMatchObject({ run: { status: "completed", tenants: { failed: 0 } } });
  expect(answers.others).toEqual([]);
  expect(during).toBeGreaterThan(tenants);
  expect(await acre(server, "migrate", "status")).toMatchObject({ tenants: { behind: 0 } });
  for (const person of people) {
    const kept = await titlesOf(server, person);
    expect(acknowledged.get(person)?.filter((title) => !kept.has(title))).toEqual([]);
    expect((await call(server, person, "GET", `/${person.tenant}`, { tenant: null })).status).toBe(200);
    const after = { usual: 0, moments: 0, others: [] };
    expect(await write(server, person, "Afterwards", after)).toBe("Afterwards");
  }
  test.info().annotations.push({
    type: "answers",
    description: `${answers.usual} as usual, ${during} of them while the migration ran; ${answers.moments} times 503`,
  });
});

/** Answers a title when its task was acknowledged; null when it was refused for the moment. */
async function write(
  server: Server,
  person: Person,
  title: string,
  answers: Answers,
): Promise<string | null> {
  const path = `/api/v1/projects/${person.projectId}/tasks`;
  const answer = await call(server, person, "POST", path, { body: { title } });
  if (answer.status !== 503) {
    note(answer, 201, answers);
    return answer.status === 201 ? pickText(answer, "title") : null;
  }
  noteMoment(answer, answers);
  return null;
}

async function read(server: Server, person: Person, answers: Answers): Promise<void> {
  for (const path of ["/api/v1/projects", `/api/v1/projects/${person.projectId}/tasks`]) {
    const answer = await call(server, person, "GET", path);
    if (answer.status === 503) noteMoment(answer, answers);
    else note(answer, 200, answers);
  }
}

function note(answer: Answer, usual: number, answers: Answers): void {
  if (answer.status === usual) answers.usual += 1;
  else answers.others.push(answer.whole);
}

/** A 503 says what the workspace is about, and when to come back. */
function noteMoment(answer: Answer, answers: Answers): void {
  const told =
    Number(answer.headers["retry-after"]) > 0 &&
    answer.headers["content-type"] === "application/problem+json" &&
    /workspace is (being updated|busy|being moved)/i.test(pickText(answer, "detail"));
  if (told) answers.moments += 1;
  else answers.others.push(answer.whole);
}

/** Opens a person's board again and again in a browser of their own. */
async function look(
  page: Page,
  server: Server,
  person: Person,
  isOver: () => boolean,
  answers: Answers,
): Promise<void> {
  const context = await page.context().browser()?.newContext();
  if (context === undefined) throw new Error("There is no browser");
  const [name = "", value = ""] = person.cookie.split("=");
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
  const own = await context.newPage();
  own.on("response", (response) => {
    const asked = `${response.status()} ${response.url()}`;
    if (response.status() < 500) return;
    if (response.status() === 503 && response.headers()["retry-after"]) answers.moments += 1;
    else answers.others.push(asked);
  });
  const board = `${server.url}/${person.tenant}/projects/${person.projectId}`;
  do {
    const answer = await own.goto(board);
    if (answer?.status() === 200) answers.usual += 1;
    else if (answer?.status() !== 503) answers.others.push(`${answer?.status()} ${board}`);
  } while (!isOver());
  await own.goto(board);
  await boardReady(own);
  await context.close();
}

/** The titles of all tasks of a person's project. */
async function titlesOf(server: Server, person: Person): Promise<Set<unknown>> {
  const titles = new Set<unknown>();
  for (let cursor: unknown = ""; cursor !== null; ) {
    const after = cursor === "" ? "" : `&cursor=${encodeURIComponent(String(cursor))}`;
    const path = `/api/v1/projects/${person.projectId}/tasks?limit=100${after}`;
    const page = await call(server, person, "GET", path);
    const tasks = pick(page, "tasks");
    if (!Array.isArray(tasks)) throw new Error("No list of tasks");
    for (const task of tasks) titles.add(Reflect.get(task, "title"));
    cursor = pick(page, "nextCursor");
  }
  return titles;
}
