import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { webhookEvents } from "../webhooks/events";
import { auditActions } from "./actions";

it("is told to webhooks or named in docs/webhooks.md as never sent, each action one of both", () => {
  const guide = readFileSync(new URL("../../../../docs/webhooks.md", import.meta.url), "utf8");
  const [, unsent = ""] =
    /in the log alone and never sent,(.*?)\. `access\.refused` is sent/s.exec(guide) ?? [];
  const named = [...unsent.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map(([, action]) => action);
  expect(named).toContain("workspace.created");
  const rest = Object.keys(auditActions).filter((action) => !webhookEvents.some((event) => event === action));
  expect(named.toSorted()).toEqual(rest.toSorted());
});
