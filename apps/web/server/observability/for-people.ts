import type { DestinationStream } from "pino";

interface Line {
  level: string;
  time: string;
  msg: string;
  method?: string;
  route?: string;
  status?: number;
  ms?: number;
  err?: { type: string; message?: string; stack?: string };
}

/** Writes log lines as somebody at a terminal reads them. */
export function forPeople(out: { write(text: string): unknown }): DestinationStream {
  return {
    write(text) {
      const line: Line = JSON.parse(text);
      const { method, route, status, ms, err } = line;
      const what = method === undefined ? line.msg : `${method} ${route} ${status} in ${ms} ms`;
      const why = err ? `: ${err.type}${err.message === undefined ? "" : ` ${err.message}`}` : "";
      const where = err?.stack === undefined ? "" : `\n${err.stack}`;
      const level = line.level === "info" ? "" : `${line.level} `;
      out.write(`${line.time.slice(11, 19)} ${level}${what}${why}${where}\n`);
    },
  };
}
