import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { createMasterKey } from "./master-key";
import { wrapKey } from "./wrapped-key";
import { unwrapText, wrapText } from "./wrapped-text";

const master = createMasterKey(Buffer.alloc(32, 7));
const secret = "postgres://owner:pä55@db.example.com/acre";

it("a wrapped text opens for its subject, and is another text each time", () => {
  const wrapped = wrapText(master, "server pg2", secret);
  expect(unwrapText(master, "server pg2", wrapped)).toBe(secret);
  expect(wrapText(master, "server pg2", secret)).not.toBe(wrapped);
  expect(Buffer.from(wrapped, "base64").includes("example")).toBe(false);
});

it("a wrapped text opens for nothing else, and is refused when damaged", () => {
  const wrapped = wrapText(master, "server pg2", secret);
  const bytes = Buffer.from(wrapped, "base64");
  const flipped = Buffer.from(bytes);
  flipped[20] = (flipped[20] ?? 0) ^ 1;
  const tries: Array<() => unknown> = [
    () => unwrapText(master, "server pg3", wrapped),
    () => unwrapText(createMasterKey(randomBytes(32)), "server pg2", wrapped),
    () => unwrapText(master, "server pg2", flipped.toString("base64")),
    () => unwrapText(master, "server pg2", bytes.subarray(0, -1).toString("base64")),
    () => unwrapText(master, "server pg2", ""),
    () => unwrapText(master, "server pg2", `${wrapped} `),
    () => unwrapText(master, "server pg2", wrapKey(master, "server pg2", randomBytes(32))),
  ];
  for (const attempt of tries) expect(attempt).toThrow(expect.objectContaining({ code: "key_unreadable" }));
});
