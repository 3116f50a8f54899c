import { expect, test } from "vitest";
import { everyPage } from "./every-page";

test("a list is read to its end, in its order, each page at the cursor of the one before", async () => {
  const asked: (string | undefined)[] = [];
  const pages = [
    { notes: ["a", "b"], nextCursor: "after b" },
    { notes: [], nextCursor: "later" },
    { notes: ["c"], nextCursor: null },
  ];
  const all = await everyPage("notes", async (cursor) => {
    const page = pages[asked.push(cursor) - 1];
    if (!page) throw new Error("There is no page after the last.");
    return page;
  });
  expect(all).toEqual(["a", "b", "c"]);
  expect(asked).toEqual([undefined, "after b", "later"]);
});

test("a page that cannot be read leaves no part of the list", async () => {
  const reading = everyPage("notes", async (cursor) => {
    if (cursor) throw new Error("gone");
    return { notes: ["a"], nextCursor: "more" };
  });
  await expect(reading).rejects.toThrow("gone");
});
