import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { publicRoute } from "../http/route";
import { collectRoutes, type Route } from "./collect-routes";
import { writeDocument } from "./document";
import { faultsOf } from "./faults";

let routes: Route[];

beforeAll(async () => {
  routes = await collectRoutes(join(import.meta.dirname, "../../app/api/v1"));
});

const committed = () =>
  z.looseObject({}).parse(JSON.parse(readFileSync(join(import.meta.dirname, "openapi.json"), "utf8")));

describe("the API's document", () => {
  it("has every route, each with a summary and an answer", () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.flatMap(faultsOf)).toEqual([]);
  });

  it("is what the routes say now; `npm run openapi` writes it", () => {
    // What stands in the file is JSON: fields that are undefined are not in it.
    expect(JSON.parse(JSON.stringify(writeDocument(routes)))).toEqual(committed());
  });

  it("differs as soon as a route does", () => {
    const changed = routes.map((route) =>
      route.method === "POST" && route.path === "/labels" && route.declaration
        ? { ...route, declaration: { ...route.declaration, body: z.strictObject({ title: z.string() }) } }
        : route,
    );
    expect(JSON.parse(JSON.stringify(writeDocument(changed)))).not.toEqual(committed());
  });

  it("is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(committed());
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  it("names every operation once", () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(ids.length).toBeGreaterThan(30);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has every operation in a chapter", () => {
    expect(operations().filter(({ tags }) => tags?.length !== 1)).toEqual([]);
  });

  it("shows bodies that are accepted", () => {
    const shown = routes.filter(({ declaration }) => declaration?.body && !declaration.hidden);
    const without = shown.filter(({ declaration }) => declaration?.example === undefined);
    expect(without.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    for (const { method, path, declaration } of shown) {
      const schema = declaration?.bodyShown ?? declaration?.body;
      expect(schema?.safeParse(declaration?.example).error, `${method} ${path}`).toBeUndefined();
    }
  });

  function operations() {
    const { paths = {} } = writeDocument(routes);
    return Object.values(paths).flatMap(({ get, post, put, patch, delete: gone }) =>
      [get, post, put, patch, gone].filter((operation) => operation !== undefined),
    );
  }
});

describe("a route that says too little", () => {
  const handle = async () => new Response();
  const told = { summary: "Say hello", answers: { 204: "none" } } as const;
  const wrong: [what: string, route: Omit<Route, "method">, fault: RegExp][] = [
    ["made past the wrapper", { path: "/x", declaration: null }, /past publicRoute/],
    [
      "with no summary",
      { path: "/x", declaration: publicRoute({ answers: told.answers, handle }).declaration },
      /no summary/,
    ],
    [
      "with no answer",
      { path: "/x", declaration: publicRoute({ summary: told.summary, handle }).declaration },
      /what it answers/,
    ],
    [
      "that hides a param",
      { path: "/x/{id}", declaration: publicRoute({ ...told, handle }).declaration },
      /params/,
    ],
  ];
  for (const [what, route, fault] of wrong) {
    it(`${what} is found`, () => {
      expect(faultsOf({ method: "GET", ...route })).toEqual([expect.stringMatching(fault)]);
    });
  }

  it("and one that says enough is not", () => {
    expect(
      faultsOf({ method: "GET", path: "/x", declaration: publicRoute({ ...told, handle }).declaration }),
    ).toEqual([]);
  });
});
