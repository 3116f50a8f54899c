import { expect, test } from "vitest";
import { agoName, dayName, daysAfter, dueGroup, leftName, today } from "./dates";

const now = "2026-11-20";

test.each([
  ["2026-11-20", "Today"],
  ["2026-11-21", "Tomorrow"],
  ["2026-11-19", "Yesterday"],
  ["2026-11-24", "Tuesday"],
  ["2026-11-27", "27 Nov"],
  ["2026-11-18", "18 Nov"],
  ["2027-01-03", "3 Jan 2027"],
  ["someday", "someday"],
])("%s is called %s", (day, name) => {
  expect(dayName(day, now)).toBe(name);
});

test("an instant is told as a distance until a day has passed", () => {
  const at = new Date("2026-11-20T12:00:00Z");
  expect(agoName("2026-11-20T11:59:40Z", at)).toBe("just now");
  expect(agoName("2026-11-20T11:12:00Z", at)).toBe("48 min ago");
  expect(agoName("2026-11-20T02:00:00Z", at)).toBe("10 h ago");
  expect(agoName("2026-11-10T12:00:00Z", at)).toBe("10 Nov");
});

test("what is left of a time is told in days begun", () => {
  const at = new Date("2026-11-20T12:00:00Z");
  expect(leftName("2026-12-20T11:59:30Z", at)).toBe("30 days left");
  expect(leftName("2026-11-21T12:00:01Z", at)).toBe("2 days left");
  expect(leftName("2026-11-21T12:00:00Z", at)).toBe("Less than a day left");
  expect(leftName("2026-11-20T11:00:00Z", at)).toBe("Less than a day left");
});

test("a task due today is not overdue", () => {
  expect(dueGroup("2026-11-19", now)).toBe("overdue");
  expect(dueGroup("2026-11-20", now)).toBe("today");
  expect(dueGroup("2026-11-21", now)).toBe("upcoming");
  expect(dueGroup(null, now)).toBe("none");
});

test("days are counted over the end of a month", () => {
  expect(daysAfter("2026-11-28", 7)).toBe("2026-12-05");
  expect(today(new Date(2026, 0, 5))).toBe("2026-01-05");
});
