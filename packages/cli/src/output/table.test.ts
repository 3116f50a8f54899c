import { expect, it } from "vitest";
import { facts, table } from "./table";

it("aligns rows under headings, and shows what is not there as a dash", () => {
  const rows = [
    { name: "acme_corp", count: 3 },
    { name: "b", count: null },
  ];
  expect(table(rows, { NAME: (row) => row.name, COUNT: (row) => row.count })).toEqual([
    "NAME       COUNT",
    "acme_corp  3",
    "b          –",
  ]);
});

it("lets no cell speak to the terminal", () => {
  expect(table([{ name: "a\u001b[2Jb\n" }], { NAME: (row) => row.name })).toEqual(["NAME", "a�[2Jb�"]);
});

it("aligns facts", () => {
  expect(facts({ id: "1", longer: null })).toEqual(["id:      1", "longer:  –"]);
});
