import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import type { Handler } from "./http-server";

/** The name under which pages, which Next.js bundles apart from this file, find the answer they are part of. */
const ANSWERS = Symbol.for("acre.answers");

/** Lets a page that explains why it is closed say so in its status too: Next.js has no way to. */
export function answerPages(handle: Handler): Handler {
  const answers = new AsyncLocalStorage<ServerResponse>();
  Object.defineProperty(globalThis, ANSWERS, { value: answers, configurable: true });
  return (request, response) => answers.run(response, () => handle(request, response));
}
