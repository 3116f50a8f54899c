import { randomUUID } from "node:crypto";
import { isAppError } from "../../errors";
import { codeOf, translateError } from "../../translate-error";

/** How far long work has come. */
export interface UndertakingProgress {
  /** What is being done now, such as `copy`. */
  step: string;
  rows: number;
  bytes: number;
}

/** Long work that an operator asked for and that goes on without them. */
export interface Undertaking {
  id: string;
  /** What it does, such as `move`. */
  kind: string;
  slug: string;
  /** Account of the operator. */
  actor: string;
  status: "running" | "done" | "failed";
  progress: UndertakingProgress | null;
  /** In words for the operator, once it failed. */
  problem: string | null;
  /** ISO 8601 instants. */
  startedAt: string;
  endedAt: string | null;
}

type Report = (progress: UndertakingProgress) => void;

/** How many that ended are remembered: the operators' log keeps them all. */
const remembered = 50;

/**
 * The long work under way in this process. It is only how far it has come that lives here: what must be finished after
 * a crash is in the catalog's ledger, and what was done in the operators' log.
 */
export class Undertakings {
  readonly #all = new Map<string, Undertaking>();
  readonly #warn: (message: string, error?: unknown) => void;

  /** @param warn told of failures that nobody expects */
  constructor(warn: (message: string, error?: unknown) => void) {
    this.#warn = warn;
  }

  /** Starts work and returns at once. Whatever comes of it is kept for the list. */
  begin(
    of: Pick<Undertaking, "kind" | "slug" | "actor">,
    work: (report: Report) => Promise<unknown>,
  ): Undertaking {
    const undertaking: Undertaking = {
      id: randomUUID(),
      ...of,
      status: "running",
      progress: null,
      problem: null,
      startedAt: new Date().toISOString(),
      endedAt: null,
    };
    this.#all.set(undertaking.id, undertaking);
    void this.#see(undertaking, work);
    return { ...undertaking };
  }

  /** Newest first. */
  list(): Undertaking[] {
    return [...this.#all.values()].reverse().map((undertaking) => ({ ...undertaking }));
  }

  async #see(undertaking: Undertaking, work: (report: Report) => Promise<unknown>): Promise<void> {
    try {
      await work((progress) => {
        undertaking.progress = progress;
      });
      undertaking.status = "done";
    } catch (error) {
      undertaking.status = "failed";
      undertaking.problem = inWords(error);
      if (!isAppError(translateError(error))) {
        this.#warn(`The ${undertaking.kind} of ${undertaking.slug}, begun from the console, failed`, error);
      }
    }
    undertaking.endedAt = new Date().toISOString();
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    const ended = [...this.#all.values()].filter(({ endedAt }) => endedAt !== null);
    for (const { id } of ended.slice(0, Math.max(0, ended.length - remembered))) this.#all.delete(id);
  }
}

function inWords(thrown: unknown): string {
  const error = translateError(thrown);
  if (isAppError(error)) return error.message;
  return `It failed (${codeOf(thrown) ?? "unexpected"}). The server's log says more.`;
}
