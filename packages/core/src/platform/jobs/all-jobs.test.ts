import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { useTestPlatform } from "../../testing/test-platform";
import { jobsOf } from "./all-jobs";

const installation = useTestPlatform({ ACRE_BACKUP_SCHEDULE: "0 3 * * *" });
const guide = join(import.meta.dirname, "../../../../../docs/jobs.md");

it("every job is in the guide's table, with whom it is for, and nothing else is", () => {
  const { platform } = installation();
  const rows = readFileSync(guide, "utf8").matchAll(
    /^\| `([a-z-]+)` \| (the installation|each workspace) \|/gm,
  );
  const told = [...rows].map(([, name, scope]) => [name, scope]);
  const known = jobsOf(platform).map(({ name, scope }) => [
    name,
    scope === "installation" ? "the installation" : "each workspace",
  ]);
  expect(told.toSorted()).toEqual(known.toSorted());
});
