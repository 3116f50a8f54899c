import { readSurface } from "../../support/surface";
import { expect, test } from "../../support/test";
import { pages, routes } from "./classified";

// A route or page that nobody has classified is one that no test below attacks.
test("every route of the app is classified", () => {
  expect(readSurface().routes).toEqual(Object.keys(routes).sort());
});

test("every page of the app is classified", () => {
  expect(readSurface().pages).toEqual(Object.keys(pages).sort());
});
