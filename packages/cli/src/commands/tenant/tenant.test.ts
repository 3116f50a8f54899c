import { afterAll, describe, expect, it } from "vitest";
import { temporaryInstallation } from "../../testing/acre";

const { acre, remove } = temporaryInstallation();
afterAll(remove);

const told = (output: string): unknown => JSON.parse(output);

// One story, in order, as each process sees what the one before it left.
describe.sequential("acre tenant", () => {
  it("creates a tenant, and refuses the name for a second one", async () => {
    const created = await acre("tenant", "create", "acme_corp", "--json");
    expect(created).toMatchObject({ code: 0 });
    expect(told(created.stdout)).toMatchObject({
      slug: "acme_corp",
      status: "active",
      isolation: "database",
    });
    const again = await acre("tenant", "create", "acme_corp", "--json");
    expect(again).toMatchObject({ code: 1, stdout: "" });
    expect(told(again.stderr)).toMatchObject({ error: { code: "slug_taken" } });
    const list = await acre("tenant", "list", "--json");
    expect(told(list.stdout)).toMatchObject({ tenants: [{ slug: "acme_corp" }], nextCursor: null });
  });

  it("pages and filters what it lists", async () => {
    await acre("tenant", "create", "beta_works");
    const first = await acre("tenant", "list", "--limit", "1", "--json");
    expect(told(first.stdout)).toMatchObject({ tenants: [{ slug: "acme_corp" }] });
    const cursor = String(Reflect.get(Object(told(first.stdout)), "nextCursor"));
    const second = await acre("tenant", "list", "--limit", "1", "--cursor", cursor, "--json");
    expect(told(second.stdout)).toMatchObject({ tenants: [{ slug: "beta_works" }], nextCursor: null });
    const found = await acre("tenant", "list", "--search", "beta", "--json");
    expect(told(found.stdout)).toMatchObject({ tenants: [{ slug: "beta_works" }] });
    expect(await acre("tenant", "list", "--limit", "0")).toMatchObject({ code: 2 });
  });

  it("renames, and knows it by the new name alone", async () => {
    expect(await acre("tenant", "rename", "beta_works", "gamma_works")).toMatchObject({ code: 0 });
    const gone = await acre("tenant", "show", "beta_works");
    expect(gone).toMatchObject({ code: 1, stdout: "" });
    expect(gone.stderr).toContain('There is no tenant "beta_works"');
    expect((await acre("tenant", "show", "gamma_works")).stdout).toContain("gamma_works");
  });

  it("closes, makes read-only and opens again", async () => {
    for (const [args, status] of [
      [["suspend", "acme_corp"], "suspended"],
      [["suspend", "acme_corp", "--read-only"], "read_only"],
      [["resume", "acme_corp"], "active"],
    ] as const) {
      const { code, stdout } = await acre("tenant", ...args, "--json");
      expect(code).toBe(0);
      expect(told(stdout)).toMatchObject({ slug: "acme_corp", status });
    }
  });

  it("erases nothing that nobody confirmed", async () => {
    const asked = await acre("tenant", "delete", "gamma_works");
    expect(asked).toMatchObject({ code: 2, stdout: "" });
    expect(asked.stderr).toContain("--yes");
    expect(await acre("tenant", "show", "gamma_works")).toMatchObject({ code: 0 });
    expect(await acre("tenant", "delete", "gamma_works", "--yes")).toMatchObject({ code: 0 });
    expect(await acre("tenant", "show", "gamma_works")).toMatchObject({ code: 1 });
  });
});

describe("a command line that cannot be meant", () => {
  it.each([
    [["tenant", "frob"], "unknown command"],
    [["tenant", "create"], "missing required argument"],
    [["tenant", "create", "Not A Slug"], "Not a tenant's name"],
    [["tenant", "show", "acme_corp", "--frob"], "unknown option"],
  ])("%j is refused with a sentence and no stack", async (args, sentence) => {
    const { code, stdout, stderr } = await acre(...args);
    expect(code).toBe(sentence.startsWith("Not") ? 1 : 2);
    expect(stdout).toBe("");
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("    at ");
  });

  it("shows the stack to whoever asks for it", async () => {
    const { stderr } = await acre("tenant", "show", "nobody", "--debug");
    expect(stderr).toContain("    at ");
  });
});
