import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { createProgram } from "../program";
import { completionScript } from "./scripts";
import { completionsOf } from "./tree";

const completions = completionsOf(createProgram());

/** What bash offers for the line's last word. */
function offered(...words: string[]): string[] {
  const line = ["acre", ...words].map((word) => `'${word}'`).join(" ");
  const script = `${completionScript("bash", completions)}
COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _acre; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", script], { encoding: "utf8" }).trim().split("\n");
}

it("bash completes commands, options and choices", () => {
  expect(offered("ten")).toEqual(["tenant"]);
  expect(offered("tenant", "mo")).toEqual(["move"]);
  expect(offered("tenant", "move", "acme_corp", "--disc")).toEqual(["--discard-old"]);
  expect(offered("tenant", "move", "acme_corp", "--isolation", "")).toEqual(["database", "schema", "row"]);
  expect(offered("datasource", "")).toContain("drain");
  expect(offered("backup", "--js")).toEqual(["--json"]);
});

it("every shell hears of every command and option", () => {
  for (const shell of ["bash", "zsh", "fish"] as const) {
    const script = completionScript(shell, completions);
    for (const { path, options } of completions) {
      expect(script).toContain(path);
      for (const { name } of options) expect(script).toContain(shell === "fish" ? name.slice(2) : name);
    }
  }
});
