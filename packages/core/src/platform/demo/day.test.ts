import { describe, expect, it } from "vitest";
import { dayFromToday } from "./day";

describe("dayFromToday", () => {
  it("counts over the ends of months and years", () => {
    const now = new Date(2026, 11, 30, 23, 59);
    expect(dayFromToday(0, now)).toBe("2026-12-30");
    expect(dayFromToday(3, now)).toBe("2027-01-02");
    expect(dayFromToday(-30, now)).toBe("2026-11-30");
  });

  it("is not thrown off by the change of the clocks", () => {
    const days = Array.from({ length: 366 }, (_, day) => dayFromToday(day, new Date(2027, 0, 1, 0, 30)));
    expect(new Set(days).size).toBe(366);
  });
});
