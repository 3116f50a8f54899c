import { beforeAll, describe, expect, it } from "vitest";
import * as domain from "./index";
import { parseRole, rightsOf, roles } from "./rights";
import { domainCalls, setScene, titleOf } from "./testing/domain-calls";
import { dumpTables } from "./testing/dump";
import { refusalCode } from "./testing/refusal";
import { useTestPlatform } from "./testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "./testing/test-workspace";

const installation = useTestPlatform();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

describe("what each role may do", () => {
  for (const call of domainCalls) {
    for (const role of roles) {
      const allowed = call.allowed.includes(role);
      it(`${titleOf(call)}: ${role} ${allowed ? "may" : "may not"}`, async () => {
        const ctx = await workspace.join(role);
        const scene = await setScene(workspace, ctx);
        const before = await dumpTables(workspace.db);

        expect(await refusalCode(() => call.call(ctx, scene))).toBe(allowed ? null : "forbidden");
        const same = JSON.stringify(await dumpTables(workspace.db)) === JSON.stringify(before);
        expect(same).toBe(!allowed || call.writes === undefined);
      });
    }
  }

  for (const call of domainCalls) {
    it(`${titleOf(call)}: nobody without rights may`, async () => {
      const ctx = { ...workspace.owner, rights: new Set<never>() };
      const scene = await setScene(workspace, ctx);
      expect(await refusalCode(() => call.call(ctx, scene))).toBe("forbidden");
    });
  }

  it("is asked of every function of the domain", () => {
    const helpers = [
      "AppError",
      "answerOnce",
      "forbidden",
      "isAppError",
      "isId",
      "notFound",
      "requireRight",
      "translateError",
      "versionOf",
    ];
    const functions = Object.keys(domain).filter((name) => !helpers.includes(name));
    expect([...new Set(domainCalls.map(({ name }) => String(name)))].sort()).toEqual(functions.sort());
  });
});

describe("the owner of a project", () => {
  it("deletes it as a member, and another member does not", async () => {
    const [member, other] = [await workspace.join("member"), await workspace.join("member")];
    const project = await domain.createProject(member, { name: "Mine" });

    expect(await refusalCode(() => domain.deleteProject(other, project))).toBe("forbidden");
    expect(await refusalCode(() => domain.deleteProject(member, { id: project.id }))).toBeNull();
  });

  it("alone makes it private", async () => {
    const member = await workspace.join("member");
    const { id } = await domain.createProject(member, { name: "Mine" });

    expect(await refusalCode(() => domain.updateProject(workspace.owner, { id, private: true }))).toBe(
      "forbidden",
    );
    expect((await domain.updateProject(member, { id, private: true })).private).toBe(true);
  });
});

describe("somebody else's comment", () => {
  it("is changed and deleted by nobody but its author", async () => {
    const author = await workspace.join("guest");
    const scene = await setScene(workspace, author);
    const id = scene.commentId;

    expect(await refusalCode(() => domain.updateComment(workspace.owner, { id, body: "No." }))).toBe(
      "forbidden",
    );
    expect(await refusalCode(() => domain.deleteComment(workspace.owner, { id }))).toBe("forbidden");
    expect((await domain.updateComment(author, { id, body: "Yes." })).body).toBe("Yes.");
    expect(await refusalCode(() => domain.deleteComment(author, { id }))).toBeNull();
  });
});

describe("the table of rights", () => {
  it("gives the owner every right and a guest no more than a member", () => {
    for (const right of rightsOf("guest")) expect(rightsOf("member")).toContain(right);
    for (const right of rightsOf("admin")) expect(rightsOf("owner")).toContain(right);
    for (const right of domainRights()) expect(rightsOf("owner")).toContain(right);
  });

  it("knows no role but its own", () => {
    for (const role of roles) expect(parseRole(role)).toBe(role);
    for (const unknown of ["", "Owner", "root", "__proto__", "toString"])
      expect(parseRole(unknown)).toBeNull();
  });
});

function domainRights() {
  return roles.flatMap((role) => [...rightsOf(role)]);
}
