import {
  type DocumentShape,
  documentShape,
  type Method,
  methods,
  type OperationShape,
  type Parameter,
  type Schema,
} from "./document-shape";

/** One thing the API does, as the page shows it. */
export interface Operation {
  id: string;
  method: Method;
  path: string;
  summary: string;
  description: string | null;
  /** Who may call: with which scope of a key, with a session, or anybody. */
  caller: { kind: "anybody" } | { kind: "session" } | { kind: "key"; scope: string | null };
  parameters: Parameter[];
  body: { schema: Schema; example: unknown } | null;
  answer: { status: string; schema: Schema | null; isFile: boolean };
  errors: string[];
}

export interface Chapter {
  name: string;
  anchor: string;
  description: string;
  operations: Operation[];
}

/** The document as a book: an introduction, chapters, errors, and the records that are answered. */
export interface ApiBook {
  title: string;
  introduction: string[];
  base: string;
  chapters: Chapter[];
  errors: { status: string; description: string }[];
  records: { name: string; schema: Schema }[];
}

/** Reads the document. @throws ZodError when it is not what this page can show */
export function readBook(json: unknown): ApiBook {
  const document = documentShape.parse(json);
  const { info, servers, tags, components } = document;
  const operations = operationsOf(document);
  return {
    title: info.title,
    introduction: info.description.split("\n\n"),
    base: servers[0]?.url ?? "",
    chapters: tags
      .map(({ name, description }) => ({
        name,
        anchor: anchorOf(name),
        description,
        operations: operations.filter(({ tag }) => tag === name),
      }))
      .filter((chapter) => chapter.operations.length > 0),
    errors: Object.entries(components.responses)
      .map(([name, { description }]) => ({ status: name.replace("Problem", ""), description }))
      .sort((a, b) => a.status.localeCompare(b.status)),
    records: Object.entries(components.schemas)
      .map(([name, schema]) => ({ name, schema }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function operationsOf({ paths }: DocumentShape): (Operation & { tag: string })[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const shape = item[method];
      return shape ? [{ ...present(method, path, shape), tag: shape.tags[0] ?? "" }] : [];
    }),
  );
}

function present(method: Method, path: string, shape: OperationShape): Operation {
  const body = shape.requestBody?.content["application/json"];
  const statuses = Object.keys(shape.responses).sort();
  return {
    id: shape.operationId,
    method,
    path,
    summary: shape.summary,
    description: shape.description ?? null,
    caller: callerOf(shape.security),
    parameters: shape.parameters,
    body: body ? { schema: body.schema, example: body.example } : null,
    answer: answerOf(shape),
    errors: statuses.filter((status) => /^[45]/.test(status)),
  };
}

function callerOf(security: OperationShape["security"]): Operation["caller"] {
  const key = security.find((one) => one.key)?.key;
  if (key) return { kind: "key", scope: key[0] ?? null };
  return security.length > 0 ? { kind: "session" } : { kind: "anybody" };
}

function answerOf({ responses }: OperationShape): Operation["answer"] {
  const [status = "", found] = Object.entries(responses).find(([one]) => one.startsWith("2")) ?? [];
  const content = found && "content" in found ? found.content : undefined;
  return {
    status,
    schema: content?.["application/json"]?.schema ?? null,
    isFile: content !== undefined && !content["application/json"],
  };
}

/** A place on the page, from a name. */
function anchorOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** Where a record of that name is described. */
export function recordAnchor(name: string): string {
  return `record-${anchorOf(name)}`;
}
