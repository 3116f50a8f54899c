import { AppError } from "../../errors";

/** Lets in so many of a workspace's requests at once. */
export interface Gate {
  /**
   * Waits for a place. Call what it returns when the request is answered.
   * @throws AppError `rate_limited` when too many wait already, or it takes too long
   */
  enter(tenantId: string): Promise<() => void>;
}

export interface GateOptions {
  /** Requests of one workspace that are worked on at once. */
  places?: number;
  /** Requests of one workspace that may wait for that. */
  waiting?: number;
  /** How long one waits, in milliseconds. */
  patienceMs?: number;
}

interface Queue {
  inside: number;
  waiting: (() => void)[];
}

/**
 * A queue for each workspace, first come, first served: one that sends a hundred requests at once waits for itself, and
 * another's next request finds its own queue empty.
 */
export function createGate({ places = 8, waiting = 200, patienceMs = 5000 }: GateOptions = {}): Gate {
  const queues = new Map<string, Queue>();

  function leave(tenantId: string, queue: Queue): void {
    const next = queue.waiting.shift();
    // The place is handed on, so that nobody who comes now takes it before who has waited.
    if (next) {
      next();
      return;
    }
    queue.inside -= 1;
    if (queue.inside === 0) queues.delete(tenantId);
  }

  return {
    async enter(tenantId) {
      const queue = queues.get(tenantId) ?? { inside: 0, waiting: [] };
      queues.set(tenantId, queue);
      if (queue.inside < places) queue.inside += 1;
      else if (queue.waiting.length < waiting) await turn(queue, patienceMs);
      else throw tooManyAtOnce();
      let left = false;
      return () => {
        if (!left) leave(tenantId, queue);
        left = true;
      };
    },
  };
}

function turn(queue: Queue, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const called = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      queue.waiting.splice(queue.waiting.indexOf(called), 1);
      reject(tooManyAtOnce());
    }, patienceMs);
    queue.waiting.push(called);
  });
}

function tooManyAtOnce(): AppError {
  return new AppError("rate_limited", "Too many requests of this workspace at once. Try again in a moment.", {
    retryAfterSeconds: 1,
  });
}
