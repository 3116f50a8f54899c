import { describe, expect, it } from "vitest";
import document from "@/server/openapi/openapi.json";
import { readBook } from "./chapters";
import { curlOf } from "./curl";
import { boundsOf, kindOf, rowsOf } from "./describe-schema";
import { sampleOf } from "./sample";

const book = readBook(document);
const operations = book.chapters.flatMap((chapter) => chapter.operations);
const records = new Map(book.records.map(({ name, schema }) => [name, schema]));

function operation(id: string) {
  const found = operations.find((one) => one.id === id);
  if (!found) throw new Error(`There is no operation ${id}.`);
  return found;
}

describe("the book of the API", () => {
  it("has every operation of the document, in one chapter", () => {
    const inDocument = Object.values(document.paths).flatMap((item) => Object.keys(item));
    expect(operations).toHaveLength(inDocument.length);
  });

  it("says in words what a field holds", () => {
    const rows = rowsOf(operation("createProjectTask").body?.schema ?? {});
    const field = (name: string) => rows.find((row) => row.name === name)?.schema ?? {};
    expect(rows.filter(({ required }) => required).map(({ name }) => name)).toEqual(["title"]);
    expect(kindOf(field("title")).words).toBe("text");
    expect(boundsOf(field("title"))).toBe("up to 300 characters");
    expect(kindOf(field("priority")).words).toBe("none | low | medium | high | urgent");
    expect(kindOf(field("dueDate"))).toMatchObject({ words: "day", nullable: true });
    expect(kindOf(field("labelIds")).words).toBe("list of id");
  });

  it("shows an answer with the fields it always has", () => {
    const answer = sampleOf(operation("getTask").answer.schema ?? {}, records);
    expect(answer).toMatchObject({ key: "GET-3", title: "Say hello", status: "backlog" });
    expect(answer).not.toHaveProperty("assignee");
  });

  it("gives a command that a shell takes as it stands", () => {
    expect(curlOf(operation("getTask"), book.base)).toBe(
      'curl -s "$base/api/v1/tasks/$id" \\\n  -H "Authorization: Bearer $key"',
    );
    const create = operation("createProjectTask");
    const body = { schema: {}, example: { title: "It's here" } };
    expect(curlOf({ ...create, body }, book.base)).toContain(`-d '{"title":"It'\\''s here"}'`);
    expect(curlOf(operation("deleteTask"), book.base)).toMatch(/^curl -s -X DELETE /);
  });
});
