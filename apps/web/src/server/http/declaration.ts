import type { Right } from "@acre/core/inputs";
import type { z } from "zod";

/** What a route says of itself for its readers; the document of the API is written from it and from the route's inputs. */
export interface Shown {
  /** What the route does, in one plain sentence without a full stop. */
  summary?: string;
  /** What a client's function is called, where the method and the path make no good name. */
  operationId?: string;
  /** What else its users should know, in Markdown's plain paragraphs. */
  description?: string;
  /** The success it answers with, and what its body is: a schema, a file, or nothing. */
  answers?: { [status in 200 | 201 | 202 | 204]?: z.ZodType | "file" | "none" };
  /** A body that is accepted, to be read and copied. */
  example?: unknown;
  /** The body as the document shows it, where the route reads it in a way of its own. */
  bodyShown?: z.ZodType;
  /**
   * What the route does is counted harder than the rest: against the network address it comes from, and against the
   * address, account or workspace it is about.
   */
  throttle?: Throttle;
  /**
   * The route makes one record, in one transaction, and answers 201 with it: sent again with the same
   * `Idempotency-Key` within 24 hours, it makes nothing and answers the same.
   */
  repeatable?: true;
  /**
   * The route is about one record: its answers bring an `ETag`, `If-None-Match` is answered 304, and a change with
   * `If-Match` is refused with 412 unless the record is still as that tag says.
   */
  versioned?: true;
  /** Left out of the document, as the route that answers every unknown address. */
  hidden?: true;
}

/** What is worth guessing at, or sends mail. */
export type Throttle = "sign-up" | "mail" | "link" | "password" | "invitation";

/** Everything a route declares but what it does. */
export interface Declaration extends Shown {
  access: "public" | "account" | "tenant";
  right?: Right;
  params?: readonly string[];
  body?: z.ZodType;
  query?: z.ZodType;
}

/** A route's function together with its declaration. */
export type Declared<F> = F & { readonly declaration: Declaration };

/** Puts a route's declaration on its function, where the writer of the document finds it. */
export function declare<F extends object>(declaration: Declaration, route: F): Declared<F> {
  return Object.assign(route, { declaration });
}
