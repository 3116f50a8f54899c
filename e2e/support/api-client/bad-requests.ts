import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { type ApiDocument, apiDocument } from "./contract";

/** A request that the API must refuse, and what is wrong with it. */
export interface BadRequest {
  why: string;
  method: string;
  /** With its query, as it is to stand in the request line. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Ids of real records, so that what is wrong is found behind the first look-up too. */
export interface Ground {
  /** Headers of somebody who may do everything. */
  headers: Record<string, string>;
  ids: string[];
}

type Schema = Record<string, unknown>;
interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  schema: Schema;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  security?: Record<string, string[]>[];
}

interface Target {
  method: string;
  path: string;
  pathParams: string[];
  query: Parameter[];
  body: { example: unknown; isGood: ValidateFunction; fields: string[] } | null;
  needsCaller: boolean;
}

/** Requests made from the document, each with one thing in it that the document does not allow. */
export function badRequests(ground: Ground): fc.Arbitrary<BadRequest> {
  const targets = readTargets(apiDocument());
  return fc.constantFrom(...targets).chain((target) => {
    const { body, query, pathParams, needsCaller } = target;
    return fc.oneof(
      ...(body ? [{ weight: 6, arbitrary: badBody(target, ground) }] : []),
      ...(body ? [{ weight: 1, arbitrary: noJson(target, ground) }] : []),
      ...(body ? [{ weight: 1, arbitrary: wrongType(target, ground) }] : []),
      ...(query.length > 0 ? [{ weight: 5, arbitrary: badQuery(target, ground) }] : []),
      ...(pathParams.length > 0 ? [{ weight: 3, arbitrary: badId(target, ground) }] : []),
      ...(needsCaller ? [{ weight: 2, arbitrary: badCaller(target, ground) }] : []),
      { weight: 1, arbitrary: unknownAddress(ground) },
    );
  });
}

function readTargets(document: ApiDocument): Target[] {
  const ajv = new Ajv2020({ strict: false, coerceTypes: false });
  formats.default(ajv);
  ajv.addSchema({ ...document, $id: "document" });
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const { parameters = [], requestBody, security = [] } = operation as Operation;
      const content = requestBody?.content["application/json"];
      return {
        method: method.toUpperCase(),
        path,
        pathParams: parameters.filter((one) => one.in === "path").map(({ name }) => name),
        query: parameters.filter((one) => one.in === "query"),
        needsCaller: security.length > 0,
        body: content
          ? {
              example: content.example,
              isGood: ajv.compile({ $ref: bodyPointer(path, method) }),
              fields: fieldsOf(content.schema),
            }
          : null,
      };
    }),
  );
}

function bodyPointer(path: string, method: string): string {
  const escaped = encodeURIComponent(path.replaceAll("~", "~0").replaceAll("/", "~1"));
  return `document#/paths/${escaped}/${method}/requestBody/content/application~1json/schema`;
}

function fieldsOf(schema: Schema): string[] {
  const options = (schema.anyOf ?? schema.oneOf ?? [schema]) as Schema[];
  return [...new Set(options.flatMap((option) => Object.keys((option.properties ?? {}) as object)))];
}

const nasty = fc.constantFrom(
  "",
  " ",
  "\u0000",
  "\u001b[31m",
  "\ud800",
  "../../etc/passwd",
  "' OR 1=1 --",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "%00",
  "%",
  "__proto__",
  "constructor",
  "NaN",
  "1e999",
  "-1",
  "9007199254740993",
  "a".repeat(60_000),
  "\u202e\u200b",
);
const anyText = fc.oneof(nasty, fc.string({ unit: "binary" }), fc.string());
const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.constantFrom<unknown>(null, true, false, [], {}, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(anyText, { maxLength: 3 }),
  fc.record({ gt: anyText, contains: anyText }, { requiredKeys: [] }),
);

/** A body with a wrong value in one field, a field too many, one too few, or nothing right about it at all. */
function badBody(target: Target, ground: Ground): fc.Arbitrary<BadRequest> {
  const { body } = target;
  if (!body) throw new Error("There is no body.");
  const example = typeof body.example === "object" && body.example !== null ? body.example : {};
  const field = body.fields.length > 0 ? fc.constantFrom(...body.fields) : anyText;
  const changed = fc.oneof(
    fc.tuple(field, anyJson).map(([name, value]) => ({ ...example, [name]: value })),
    fc.tuple(anyText, anyJson).map(([name, value]) => ({ ...example, [name]: value })),
    fc.tuple(field, field).map(([one, other]) => ({ ...example, [one]: undefined, [other]: undefined })),
    anyJson,
  );
  return changed
    .map((value) => JSON.stringify(value))
    .filter((text) => text !== undefined && text.length < 200_000 && !body.isGood(JSON.parse(text)))
    .chain((text) => good(target, ground).map((request) => ({ ...request, why: "body", body: text })));
}

function noJson(target: Target, ground: Ground): fc.Arbitrary<BadRequest> {
  const text = fc
    .oneof(fc.constantFrom("{", "[1,", '{"a":}', "nul", "\u0000", "\ufeff"), anyText)
    .filter((one) => !isJson(one));
  return fc
    .tuple(good(target, ground), text)
    .map(([request, body]) => ({ ...request, why: "no JSON", body }));
}

function wrongType(target: Target, ground: Ground): fc.Arbitrary<BadRequest> {
  const type = fc.constantFrom(
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/xml",
    "json",
    "",
  );
  return fc.tuple(good(target, ground), type).map(([request, value]) => {
    const { "content-type": _, ...rest } = request.headers;
    return { ...request, why: "content type", headers: value ? { ...rest, "content-type": value } : rest };
  });
}

/** A query with a value that a parameter does not allow, or a parameter that is none. */
function badQuery(target: Target, ground: Ground): fc.Arbitrary<BadRequest> {
  const wrong = fc.oneof(
    fc
      .constantFrom(
        ...target.query.filter(({ schema }) => isPicky(schema)),
        ...(target.query.some(({ schema }) => isPicky(schema)) ? [] : [null]),
      )
      .chain((parameter) =>
        anyText
          .filter((text) => text !== "" && text.trim() === text && !/^[\w.:-]*$/.test(text))
          .map((text) => `${parameter?.name ?? "x"}=${encode(text)}`),
      ),
    fc
      .tuple(
        anyText.filter((name) => !target.query.some((known) => known.name === name)),
        anyText,
      )
      .map(([name, value]) => `${encode(`x${name}`)}=${encode(value)}`),
  );
  return fc
    .tuple(good(target, ground), wrong)
    .map(([request, query]) => ({ ...request, why: "query", path: `${request.path}?${query}` }));
}

// What takes any text cannot be given a wrong one.
function isPicky(schema: Schema): boolean {
  return (
    schema.type !== "string" ||
    schema.enum !== undefined ||
    schema.format !== undefined ||
    schema.pattern !== undefined
  );
}

function badId(target: Target, ground: Ground): fc.Arbitrary<BadRequest> {
  const id = fc.oneof(
    fc.uuid(),
    fc.uuid().map((text) => text.toUpperCase()),
    anyText
      .filter((text) => text.length < 2_000 && text !== "" && !/^\.{1,2}$/.test(text))
      .map((text) => `x${text}`),
  );
  return fc
    .tuple(good(target, ground), id)
    .map(([request, text]) => ({ ...request, why: "id", path: fill(target, () => encode(text)) }));
}

function badCaller(target: Target, ground: Ground): fc.Arbitrary<BadRequest> {
  const visible = fc.string({
    unit: fc.constantFrom(..."abcXYZ019_-.~!*'()%&+/:=@ "),
    minLength: 1,
    maxLength: 80,
  });
  const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
    fc.constant({}),
    visible.map((text) => ({ authorization: text })),
    visible.map((text) => ({ authorization: `Bearer ${text}` })),
    visible.map((text) => ({ authorization: `Bearer pk_${text}` })),
    visible.map((text) => ({ cookie: `next-auth.session-token=${text}` })),
    visible.map((text) => ({
      ...ground.headers,
      cookie: "a=b",
      "x-tenant": text,
      authorization: "Bearer pk_x_y",
    })),
  );
  return fc.tuple(good(target, ground), headers).map(([request, given]) => ({
    ...request,
    why: "caller",
    headers: {
      ...("content-type" in request.headers ? { "content-type": "application/json" } : {}),
      ...given,
    },
  }));
}

function unknownAddress(ground: Ground): fc.Arbitrary<BadRequest> {
  return fc
    .tuple(
      fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
      fc.array(
        anyText.filter((text) => text.length < 500),
        { maxLength: 3 },
      ),
    )
    .map(([method, parts]) => ({
      why: "address",
      method,
      path: `/api/v1/no-such${parts.map((part) => `/x${encode(part)}`).join("")}`,
      headers: ground.headers,
    }));
}

/** The request with everything right about it, as far as what its other parts name is there. */
function good(target: Target, ground: Ground): fc.Arbitrary<BadRequest> {
  return fc.constantFrom(...ground.ids).map((id) => ({
    why: "nothing",
    method: target.method,
    path: fill(target, () => id),
    headers: { ...ground.headers, ...(target.body ? { "content-type": "application/json" } : {}) },
    ...(target.body ? { body: JSON.stringify(target.body.example) } : {}),
  }));
}

function fill({ path }: Target, value: () => string): string {
  return `/api/v1${path.replace(/\{\w+\}/g, value)}`;
}

// Half a surrogate pair cannot stand in an address.
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
