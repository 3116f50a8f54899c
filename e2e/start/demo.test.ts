import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { endAll, startWithNode } from "./start-process";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "acre-e2e-demo-"));
});
afterEach(async () => {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
});

it("npm start -- --demo fills two workspaces once, and the printed log-in opens them", async () => {
  const env = { ACRE_DATA_DIR: join(folder, "data") };
  const first = startWithNode(env, ["--demo"]);
  const url = await first.url;
  const cookie = await logIn(url, printed(first.output()));
  expect(first.output()).toContain("Filled two example workspaces.");
  expect(await projectKeys(url, cookie, "larch_loom")).toEqual(["FAIR", "SPR", "WREN", "HIRE"]);
  expect(await projectKeys(url, cookie, "harbour_clinic")).toEqual(["DESK", "VAX", "ROOM"]);
  first.signal("SIGTERM");
  expect(await first.exit).toEqual({ code: 0, signal: null });

  const second = startWithNode(env, ["--demo"]);
  await second.url;
  expect(second.output()).not.toContain("Filled");
  expect(printed(second.output())).toEqual(printed(first.output()));
}, 120_000);

interface LogIn {
  email: string;
  password: string;
}

/** The log-in that the screen gives for the person who is in both workspaces. */
function printed(output: string): LogIn {
  const password = /with the password {2}(\S+)/.exec(output)?.[1];
  const email = /^ {2}(\S+@\S+) +member of Larch & Loom, member of Harbour Clinic$/m.exec(output)?.[1];
  if (password === undefined || email === undefined) throw new Error(`no log-in was printed:\n${output}`);
  return { email, password };
}

/** Logs in as a browser does and returns its cookies. */
async function logIn(url: string, { email, password }: LogIn): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = await asked.json();
  const answered = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(asked), origin: url },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const cookies = cookiesOf(answered);
  expect(cookies).toContain("session-token");
  return cookies;
}

async function projectKeys(url: string, cookie: string, slug: string): Promise<string[]> {
  const answer = await fetch(`${url}/api/v1/projects`, { headers: { cookie, "x-tenant": slug } });
  expect(answer.status).toBe(200);
  const { projects } = await answer.json();
  return projects.map(({ key }: { key: string }) => key);
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
