import { expect, it } from "vitest";
import { dayMs } from "../../durations";
import { letGo } from "./retention";

// A Saturday.
const newest = Date.parse("2026-11-21T03:00:00Z");
const nightly = Array.from({ length: 60 }, (_, age) => ({ age, createdAt: new Date(newest - age * dayMs) }));
const kept = (rows: { age: number; createdAt: Date }[], keepDaily: number, keepWeekly: number) => {
  const gone = new Set(letGo(rows, { keepDaily, keepWeekly }));
  return rows.filter((row) => !gone.has(row)).map(({ age }) => age);
};

it("keeps the newest of each of the last days, and of each of the last weeks", () => {
  // The Sundays before: six, thirteen and twenty days ago.
  expect(kept(nightly, 7, 4)).toEqual([0, 1, 2, 3, 4, 5, 6, 13, 20]);
  expect(kept(nightly, 2, 0)).toEqual([0, 1]);
  expect(kept(nightly, 0, 2)).toEqual([0, 6]);
});

it("keeps one of several on a day, and counts days that have one, however long ago", () => {
  const hours = [0, 1, 2].map((age) => ({ age, createdAt: new Date(newest - age * 3600_000) }));
  expect(kept(hours, 7, 4)).toEqual([0]);
  expect(
    kept(
      nightly.filter(({ age }) => age >= 50),
      2,
      1,
    ),
  ).toEqual([50, 51]);
});

it("lets nothing go where it was let go before", () => {
  const first = letGo(nightly, { keepDaily: 7, keepWeekly: 4 });
  const left = nightly.filter((row) => !first.includes(row));
  expect(letGo(left, { keepDaily: 7, keepWeekly: 4 })).toEqual([]);
});
