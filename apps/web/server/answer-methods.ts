import { type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import type { Handler } from "./http-server";
import { problemAnswer, sendProblem } from "./problem";

const known = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"]);

const methodNotAllowed = { status: 405, title: "Method not allowed", code: "method_not_allowed" };

/** As the route for unknown addresses says it. */
const nothingThere = {
  status: 404,
  title: "Not found",
  detail: "There is no such address.",
  code: "not_found",
};

/**
 * Says of an API address that is asked for with a method it does not have what Next.js leaves unsaid: a problem document,
 * and in `Allow` (RFC 9110, section 15.5.6) the methods it has. Of the console's addresses it says that they are not there, as
 * they are for nobody but operators. No address has TRACE, at which Next.js would fail.
 */
export function answerMethods(handle: Handler): Handler {
  return async (request, response) => {
    const url = request.url ?? "";
    const isConsole = /^\/api\/admin(\/|$|\?)/i.test(url);
    // Asked for their methods they answer as any address below /api does.
    if (isConsole && (request.method === "OPTIONS" || request.method === "TRACE"))
      request.url = "/api/nothing";
    const isApi = /^\/api(\/|$|\?)/.test(url);
    if (request.method === "TRACE") return refuseTrace(request, response, isApi);
    if (isApi) completeRefusals(request, response, isConsole);
    await handle(request, response);
  };
}

async function refuseTrace(
  request: IncomingMessage,
  response: ServerResponse,
  isApi: boolean,
): Promise<void> {
  const allow = isApi ? await methodsAt(request) : "GET, HEAD";
  sendProblem(response, { ...methodNotAllowed, detail: "This address has no TRACE." }, { allow });
}

function completeRefusals(request: IncomingMessage, response: ServerResponse, isConsole: boolean): void {
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);
  const unsaid = (status: number) =>
    (status === 405 || (status === 400 && !known.has(request.method ?? ""))) &&
    !response.headersSent &&
    !response.hasHeader("content-type");
  const complete = async () => {
    if (isConsole) response.removeHeader("allow");
    const problem = isConsole
      ? nothingThere
      : { ...methodNotAllowed, detail: `This address has no ${request.method}.` };
    const { headers, body } = problemAnswer(problem);
    writeHead(problem.status, isConsole ? headers : { ...headers, allow: await methodsAt(request) });
    end(request.method === "HEAD" ? undefined : body);
  };
  Object.assign(response, {
    // Held back until it is known whether a body follows: compression writes the head before it ends the answer.
    writeHead(...given: Parameters<typeof writeHead>) {
      return given.length === 1 && unsaid(given[0]) ? response : writeHead(...given);
    },
    end(...given: Parameters<typeof end>) {
      const empty = typeof given[0] === "function" || given[0] === undefined || given[0] === null;
      if (!empty || !unsaid(response.statusCode)) return end(...given);
      complete().catch(() => response.destroy());
      return response;
    },
  });
}

// Next.js answers OPTIONS of every route with its methods, and has no other way to be asked.
function methodsAt({ socket, url, headers }: IncomingMessage): Promise<string> {
  const { localAddress, localPort } = socket;
  const { host = "localhost" } = headers;
  const asked = { method: "OPTIONS", host: localAddress, port: localPort, path: url, headers: { host } };
  return new Promise((resolve) => {
    openRequest(asked, (answer) => {
      answer.resume();
      resolve(answer.headers.allow ?? "");
    })
      .on("error", () => resolve(""))
      .end();
  });
}
