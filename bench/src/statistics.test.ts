import { describe, expect, it } from "vitest";
import { spreadOf } from "./statistics";

describe("spreadOf", () => {
  it("takes the middle value and the quartiles, whatever the order", () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ low: 2, median: 3, high: 4 });
  });

  it("goes between the two middle values of an even number", () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
  });

  it("is not moved by one disturbed round", () => {
    expect(spreadOf([1, 1, 1, 1, 900]).median).toBe(1);
  });

  it("takes a single value as it is, and refuses none", () => {
    expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 });
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});
