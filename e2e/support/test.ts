import { test as base, expect } from "@playwright/test";
import { addMember } from "./database";
import { type Person, signUp, type Wishes } from "./people";
import { type Planted, plant } from "./planted";
import { type Server, startServer } from "./server";

interface Fixtures {
  /** A new person, logged in in the browser of this test. */
  visitor: Person;
  /** Puts a person's session into the browser of this test. */
  enter: (person: Person) => Promise<void>;
  /** Signs somebody up through the API. */
  newcomer: (wishes?: Wishes) => Promise<Person>;
}

interface WorkerFixtures {
  /** A production server of this worker's own. */
  server: Server;
  /** The workspace whose secrets nobody else may read. */
  planted: Planted;
  /** Somebody else, with a workspace filled in the same way. */
  stranger: Planted;
  /** A second member of the planted workspace, an admin there. `tenant` and `adminId` are of that workspace. */
  colleague: Person;
}

/** Playwright's test, with a real server behind it. Addresses are relative to that server. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  planted: [async ({ server }, use) => use(await plant(server)), { scope: "worker" }],
  stranger: [async ({ server }, use) => use(await plant(server)), { scope: "worker" }],
  colleague: [
    async ({ server, planted }, use) => {
      const person = await signUp(server);
      const { tenant } = planted.person;
      await use({ ...person, tenant, adminId: await addMember(server, tenant, person, "admin") });
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  newcomer: async ({ server }, use) => use((wishes) => signUp(server, wishes)),
  enter: async ({ server, context }, use) =>
    use(async (person) => {
      const [name = "", value = ""] = person.cookie.split("=");
      await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
    }),
  visitor: async ({ enter, newcomer }, use) => {
    const person = await newcomer();
    await enter(person);
    await use(person);
  },
});

export { expect };
