import { describe, expect, it } from "vitest";
import { type Started, screen } from "./screen";

const quiet: Started = {
  name: "Acre",
  dataDir: { path: "/srv/acre", created: false, secretsGenerated: false },
  report: { catalogMigrations: [], tenants: { total: 3, migrated: 0, failed: [] }, finishedSignUps: 0 },
  examples: null,
  url: "http://localhost:3000",
  dev: false,
};

describe("the screen after a start", () => {
  it("says where to go and how to stop, and no more when nothing had to be done", () => {
    expect(screen(quiet).trim().split("\n").filter(Boolean)).toEqual([
      "Acre is running.",
      "  Open  http://localhost:3000",
      "  Data  /srv/acre",
      "  Stop  Ctrl-C",
    ]);
  });

  it("says what a first start made, without calling it a migration", () => {
    const text = screen({
      ...quiet,
      dataDir: { path: "/srv/acre", created: true, secretsGenerated: true },
      report: { ...quiet.report, catalogMigrations: ["0001_init"] },
    });
    expect(text).toContain("Created the data folder.");
    expect(text).toContain("Generated its secrets");
    expect(text).not.toContain("Migrated");
  });

  it("says what a start after an upgrade or a crash did", () => {
    const text = screen({
      ...quiet,
      report: {
        catalogMigrations: ["0002_more"],
        tenants: { total: 3, migrated: 2, failed: [{ tenant: "acme_corp", error: "disk full" }] },
        finishedSignUps: 1,
      },
    });
    expect(text).toContain("Migrated the catalog (1 migration).");
    expect(text).toContain("Migrated 2 workspaces of 3.");
    expect(text).toContain("Could not migrate workspace acme_corp: disk full");
    expect(text).toContain("Finished 1 interrupted sign-up.");
  });

  it("says how to log in to the example workspaces, with everybody's address and the one password", () => {
    const examples = {
      filledNow: true,
      password: "a quiet afternoon",
      people: [
        {
          name: "Nora Lind",
          email: "nora@lindbooks.example",
          memberships: [
            { workspace: "Larch & Loom", role: "member" as const },
            { workspace: "Harbour Clinic", role: "owner" as const },
          ],
        },
      ],
    };
    const text = screen({ ...quiet, examples });
    expect(text).toContain("Filled two example workspaces.");
    expect(text).toContain("a quiet afternoon");
    expect(text).toContain("nora@lindbooks.example  member of Larch & Loom, owner of Harbour Clinic");
    const again = screen({ ...quiet, examples: { ...examples, filledNow: false } });
    expect(again).not.toContain("Filled");
    expect(again).toContain("nora@lindbooks.example");
  });
});
