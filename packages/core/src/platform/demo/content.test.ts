import { describe, expect, it } from "vitest";
import { signUpInput } from "../../account/inputs";
import { taskPriorities, taskStatuses } from "../../tasks/inputs";
import type { DemoTask, DemoWorkspace } from "./content";
import { harbourClinic } from "./harbour-clinic";
import { larchAndLoom } from "./larch-and-loom";
import { demoPassword, people } from "./people";

const all = [larchAndLoom, harbourClinic];

describe("the content of the example workspaces", () => {
  it("is two workspaces with the people, projects and tasks that were promised", () => {
    expect(
      all.map((workspace) => [
        workspace.companyName,
        workspace.members.length + 1,
        workspace.projects.length,
        tasksOf(workspace).length,
      ]),
    ).toEqual([
      ["Larch & Loom", 5, 4, 60],
      ["Harbour Clinic", 4, 3, 35],
    ]);
  });

  it.each(all)(
    "uses every status and priority, with work that is overdue, due today and coming: $id",
    (workspace) => {
      const tasks = tasksOf(workspace);
      expect(new Set(tasks.map(({ status }) => status))).toEqual(new Set(taskStatuses));
      expect(new Set(tasks.map(({ priority }) => priority))).toEqual(new Set(taskPriorities));
      const open = tasks.filter(({ status }) => status !== "completed" && status !== "cancelled");
      for (const moment of [(day: number) => day < 0, (day: number) => day === 0, (day: number) => day > 0]) {
        expect(open.some(({ due }) => due !== undefined && moment(due))).toBe(true);
      }
    },
  );

  it("gives every project of a workspace a key of its own, and every label a use", () => {
    for (const workspace of all) {
      const keys = workspace.projects.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const used = new Set(tasksOf(workspace).flatMap(({ labels = [] }) => labels));
      expect(used).toEqual(new Set(workspace.labels.map(({ name }) => name)));
    }
  });

  it("has one person in both workspaces, and no owner in a second one", () => {
    const [first, second] = all.map(
      ({ owner, members }) => new Set([owner, ...members.map(({ person }) => person)]),
    );
    expect([...(first ?? [])].filter((person) => second?.has(person))).toEqual(["nora"]);
  });

  it("would pass the sign-up form: addresses, names and the password", () => {
    for (const { name, email } of Object.values(people)) {
      const input = { companyName: "Larch & Loom", name, email, password: demoPassword };
      expect(signUpInput.safeParse(input).success).toBe(true);
      expect(email).toMatch(/\.example$/);
    }
  });
});

function tasksOf({ projects }: DemoWorkspace): DemoTask[] {
  return projects.flatMap(({ tasks }) => tasks);
}
