import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refuseNode } from "./check-node.mjs";
import { inRoot } from "./root.mjs";

describe("refuseNode", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "24.11.0", "100.0.0"])("lets %s pass", (version) => {
    expect(refuseNode(version)).toBeNull();
  });

  it.each(["20.18.3", "18.20.8", "9.99.0"])(
    "refuses %s in one sentence that says what to install",
    (version) => {
      expect(refuseNode(version)).toContain(`Node 20.19 or newer is needed and this is ${version}`);
    },
  );

  it("asks for what package.json asks for", () => {
    const { engines } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
    expect(engines.node).toBe(">=20.19");
  });
});

describe("the entries, which an old Node must be able to read", () => {
  const entries = ["scripts/start.mjs", "scripts/dev.mjs", "scripts/test.mjs", "scripts/lib/check-node.mjs"];

  it.each(entries)(
    "%s uses no syntax newer than dynamic import, and loads the rest only after the check",
    (file) => {
      const text = readFileSync(inRoot(file), "utf8");
      expect(text).not.toMatch(/\?\.|\?\?|\bawait\b|\?\?=|#\w+\s*[=(]/);
      const imports = [...text.matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1]);
      expect(imports.filter((from) => from !== "./lib/check-node.mjs")).toEqual([]);
    },
  );
});
