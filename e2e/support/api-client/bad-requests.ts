import fc from "fast-check";
import { anyJson, anyText } from "./any-text";
import { apiDocument } from "./contract";
import { readTargets, type Schema, type Target } from "./targets";

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
