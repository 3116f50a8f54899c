import { expect, test } from "@playwright/test";
import type { Attempt } from "../../prove/attempts/attempt";
import { withValue } from "../../prove/attempts/outgoing";
import { judge } from "../../prove/judge/judge";
import { compare } from "../../prove/judge/mann-whitney";
import { changes } from "../../prove/judge/unchanged";
import { isTold } from "../../prove/run/time-classes";
import { madeUpCursor, madeUpId, madeUpSlug } from "../../prove/world/made-up";
import type { Answer } from "../../support/http";

// What the proof of isolation judges by: each of these has to be able to say no.

const theirs = "01920000-0000-7000-8000-00000000abcd";
const attempt = {
  target: "GET /api/v1/tasks/[id]",
  caller: "another workspace's owner",
  way: "path",
  out: { method: "GET", path: "", headers: {} },
  sent: [theirs],
  twin: { out: { method: "GET", path: "", headers: {} }, sent: [madeUpId(theirs)] },
  expect: [404],
  secrets: { title: "QxSecret 7", company: "Q&x Company", taskId: theirs },
} satisfies Attempt;

function answer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  const lines = Object.entries({ "x-request-id": "r1", ...headers });
  return {
    status,
    headers: Object.fromEntries(lines),
    body,
    whole: [status, ...lines.flat(), body].join("\n"),
  };
}

const kinds = (one: Answer, other: Answer) => judge(attempt, one, other).map(({ kind }) => kind);
const notThere = answer(404, '{"detail":"There is no such record"}');

test("a refusal that is the same for an id nobody has gives nothing away", () => {
  expect(kinds(notThere, notThere)).toEqual([]);
  expect(kinds(answer(404, `no ${theirs}`), answer(404, `no ${madeUpId(theirs)}`))).toEqual([]);
});

for (const [how, body] of [
  ["as it is", "QxSecret 7"],
  ["escaped for an address", "QxSecret%207"],
  ["escaped for JSON", "QxSecret\\u00207"],
  ["escaped for HTML", "Q&amp;x Company"],
  ["packed as a cursor", Buffer.from('["tasks","QxSecret 7"]').toString("base64url")],
] as const) {
  test(`a secret is found in a body, ${how}`, () => {
    expect(kinds(answer(404, body), answer(404, body))).toEqual(["shows"]);
  });
}

test("a secret is found in a header", () => {
  const told = answer(404, "", { link: "</QxSecret 7>" });
  expect(kinds(told, told)).toEqual(["shows"]);
});

test("what the request itself held is no secret to who sent it", () => {
  const echo = (id: string) => answer(404, `There is no ${id}`);
  expect(kinds(echo(theirs), echo(madeUpId(theirs)))).toEqual([]);
});

test("a success, another refusal and a breakdown are told from the refusal that is right", () => {
  expect(kinds(answer(200, ""), answer(200, ""))).toEqual(["accepted"]);
  expect(kinds(answer(403, ""), answer(403, ""))).toEqual(["status"]);
  expect(kinds(answer(500, ""), answer(500, ""))).toEqual(["broke"]);
});

test("one byte more than for an id that nobody has is a leak, in the body or a header", () => {
  expect(kinds(answer(404, "no "), answer(404, "no"))).toEqual(["told apart"]);
  expect(kinds(answer(404, "no", { etag: "1" }), answer(404, "no"))).toEqual(["told apart"]);
});

test("of a page, one word more is", () => {
  const page = (text: string) => answer(404, `<p>${text}</p>`, { "content-type": "text/html" });
  expect(kinds(page("not here 2026-11-21T16:00:00.000Z"), page("here not 2026-11-21T16:00:01.000Z"))).toEqual(
    [],
  );
  expect(kinds(page("not here yet"), page("not here"))).toEqual(["told apart"]);
});

test("a delay of a few milliseconds is told from none, and noise is not", () => {
  const noise = (seed: number) =>
    Array.from({ length: 60 }, (_, index) => 4 + ((index * 7919 + seed * 104_729) % 1000) / 500);
  expect(isTold(compare(noise(1), noise(2)), 20)).toBe(false);
  const delayed = noise(1).map((time) => time + 3);
  const found = compare(delayed, noise(2));
  expect(found.shift).toBeGreaterThan(2);
  expect(isTold(found, 20)).toBe(true);
  expect(isTold(compare(noise(2), delayed), 20)).toBe(true);
  // The same for every request is not: ranks that are all tied say nothing.
  expect(compare([5, 5, 5], [5, 5, 5]).p).toBeGreaterThan(0.9);
});

test("a row that is new, gone or changed is named", () => {
  const before = { tasks: [{ id: 1, title: "a" }] };
  expect(changes(before, { tasks: [{ id: 1, title: "a" }] })).toEqual([]);
  for (const tasks of [
    [],
    [{ id: 1, title: "b" }],
    [
      { id: 1, title: "a" },
      { id: 2, title: "a" },
    ],
  ])
    expect(changes(before, { tasks })).toHaveLength(1);
  expect(changes(before, { ...before, labels: [{ id: 1 }] })).toHaveLength(1);
});

test("what is made up is as long as what it stands for, and stands where that stands", () => {
  expect(madeUpId(theirs)).toMatch(/^01920000-0000-7000-8000-00000000[0-9a-f]{4}$/);
  expect(madeUpId(theirs)).not.toBe(theirs);
  expect(madeUpSlug("acme_corp")).toHaveLength("acme_corp".length);
  expect(madeUpSlug("acme_corp")).not.toBe("acme_corp");
  const cursor = Buffer.from(JSON.stringify(["tasks", theirs])).toString("base64url");
  expect(Buffer.from(madeUpCursor(cursor), "base64url").toString()).toBe(
    JSON.stringify(["tasks", madeUpId(theirs)]),
  );
});

test("an id is put where a body takes it", () => {
  expect(withValue({ title: "a" }, "labelIds.0", "x")).toEqual({ title: "a", labelIds: ["x"] });
  expect(withValue({ title: "a" }, "position.before", "x")).toEqual({
    title: "a",
    position: { before: "x" },
  });
  expect(withValue({ operations: [{ op: "delete" }] }, "operations.0.id", "x")).toEqual({
    operations: [{ op: "delete", id: "x" }],
  });
});
