import { expect, test } from "vitest";
import { serve } from "../../test/serve";
import { fetchEvery } from "./fetch-every";

test("comment 501 is shown, when the server gives 500 at a time", async () => {
  const said = Array.from({ length: 501 }, (_, n) => ({ id: `c${n + 1}` }));
  const asked: string[] = [];
  await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://acme.test");
    asked.push(`${request.headers["x-tenant"]} ${pathname}`);
    const from = Number(searchParams.get("cursor") ?? 0);
    const to = from + Number(searchParams.get("limit") ?? 0);
    const page = { comments: said.slice(from, to), nextCursor: to < said.length ? String(to) : null };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(page));
  });

  const { signal } = new AbortController();
  const all = await fetchEvery("comments", "/tasks/1/comments", { workspace: "acme", signal, limit: 500 });

  expect(all.map(({ id }) => id)).toEqual(said.map(({ id }) => id));
  expect(asked).toEqual(["acme /api/v1/tasks/1/comments", "acme /api/v1/tasks/1/comments"]);
});
