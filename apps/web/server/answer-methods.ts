import { type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import type { Handler } from "./http-server";
import { problemAnswer } from "./problem";

const known = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"]);

/**
 * Says of an API address that is asked for with a method it does not have what Next.js leaves unsaid: a problem document,
 * and in `Allow` (RFC 9110, section 15.5.6) the methods it has.
 */
export function answerMethods(handle: Handler): Handler {
  return async (request, response) => {
    if (/^\/api(\/|$|\?)/.test(request.url ?? "")) completeRefusals(request, response);
    await handle(request, response);
  };
}

function completeRefusals(request: IncomingMessage, response: ServerResponse): void {
  const end = response.end.bind(response);
  const complete = async () => {
    const problem = {
      status: 405,
      title: "Method not allowed",
      detail: `This address has no ${request.method}.`,
      code: "method_not_allowed",
    };
    const { headers, body } = problemAnswer(problem);
    const allow = await methodsAt(request);
    response.writeHead(405, { ...headers, allow });
    end(request.method === "HEAD" ? undefined : body);
  };
  // Whoever writes a body has said what there is to say.
  Object.assign(response, {
    end(...given: Parameters<typeof end>) {
      const { statusCode, headersSent } = response;
      const refused = statusCode === 405 || (statusCode === 400 && !known.has(request.method ?? ""));
      const empty = typeof given[0] === "function" || given[0] === undefined || given[0] === null;
      if (!refused || headersSent || !empty) return end(...given);
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
