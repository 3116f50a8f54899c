import { SingleBar } from "cli-progress";
import { Aborted } from "../aborted";

/** How far a pass over tables has come. */
export interface TableProgress {
  table: string;
  /** Of this table. */
  rows: number;
  /** Of this table. */
  bytes: number;
}

export interface Progress {
  /** Shows a pass over tables; a new pass when `pass` differs from the one before. */
  rows(pass: string, progress: TableProgress): void;
  /** Shows how many of how many are done. */
  count(done: number, total: number): void;
  stop(): void;
}

export interface ProgressOptions {
  /** What is done, such as `Backing up acme_corp`. */
  title: string;
  /** Nothing is shown to programs. */
  json: boolean;
  /** About how many rows a pass goes over; null when that is not known. */
  rows?: number | null;
  /** Breaks the work off, by throwing from the next report of it. */
  stop?: AbortSignal;
}

interface Display {
  show(done: number, total: number | null, what: string): void;
  stop(): void;
}

/** Progress on stderr: a bar in a terminal, a line now and then where there is none. */
export function showProgress({ title, json, rows: total = null, stop }: ProgressOptions): Progress {
  const display = json ? silent : process.stderr.isTTY ? bar(title) : lines(title);
  let pass = "";
  const tables = new Map<string, TableProgress>();
  return {
    rows(name, progress) {
      if (stop?.aborted) throw new Aborted("Stopped.");
      if (name !== pass) tables.clear();
      pass = name;
      tables.set(progress.table, progress);
      const sum = (figure: "rows" | "bytes") =>
        [...tables.values()].reduce((all, table) => all + table[figure], 0);
      const megabytes = (sum("bytes") / 1e6).toFixed(1);
      display.show(sum("rows"), total, `rows, ${megabytes} MB (${name}: ${progress.table})`);
    },
    count(done, of) {
      if (stop?.aborted) throw new Aborted("Stopped.");
      display.show(done, of, "");
    },
    stop: () => display.stop(),
  };
}

const silent: Display = { show() {}, stop() {} };

function bar(title: string): Display {
  const known = `${title} {bar} {value}/{total} {what} {duration_formatted}`;
  const unknown = `${title} {value} {what} {duration_formatted}`;
  let shown: SingleBar | null = null;
  return {
    show(done, total, what) {
      if (shown === null) {
        shown = new SingleBar({ format: total === null ? unknown : known, hideCursor: true });
        shown.start(total ?? 0, 0, { what });
      }
      // Rows were counted a moment before: there may be more by now.
      if (total !== null) shown.setTotal(Math.max(total, done));
      shown.update(done, { what });
    },
    stop: () => shown?.stop(),
  };
}

const everyMs = 2000;

function lines(title: string): Display {
  let last = performance.now();
  return {
    show(done, total, what) {
      if (performance.now() - last < everyMs) return;
      last = performance.now();
      process.stderr.write(
        `${title}: ${done}${total === null ? "" : ` of ${total}`} ${what}`.trimEnd().concat("\n"),
      );
    },
    stop() {},
  };
}
