import { AppError } from "../../errors";

/** Who may begin now. Whatever answers requests computes on one event loop, and so all of them stand in each other's way. */
export interface Turns {
  /**
   * Waits for the lane's turn. Call what it returns when the request is answered, or was given up.
   * @param lane what takes turns with the others: a workspace, or a network address before it is known which
   * @throws AppError `rate_limited` when too many wait already, or it takes too long
   */
  take(lane: string): Promise<() => void>;
}

export interface TurnsOptions {
  /** Whether the event loop has no time left: until then nobody has to wait for anybody. */
  busy: () => boolean;
  /** Requests of one lane at once while the loop has time. */
  places?: number;
  /** Requests of one lane that may wait. */
  waiting?: number;
  /** How long one waits, in milliseconds. */
  patienceMs?: number;
  now?: () => number;
}

// On a busy loop a second request keeps it busy between the first one's steps; a third would only take longer.
const placesWhenBusy = 2;
const placesBesideOthers = 1;
// Whoever asked so short a time ago asks again.
const aboutMs = 1000;
// What takes longer does not compute: it waits for somebody, and others can go meanwhile.
const longestTurnMs = 250;
// How long a lane that is never done stands back for those that are, at most: enough for a request or two.
const standBackMs = 25;

interface Waiting {
  since: number;
  go(): void;
}

interface Lane {
  inside: number;
  waiting: Waiting[];
}

/**
 * Turns on the event loop, fair between lanes. On a loop that is busy a lane has one request under way while others are
 * about, whatever it sends at once; and before its next one begins, those of lanes that have nothing waiting are finished.
 * So a request of a quiet workspace meets at most one of a noisy one, already begun.
 */
export function createTurns({
  busy,
  places = 8,
  waiting: mostWaiting = 200,
  patienceMs = 5000,
  now = Date.now,
}: TurnsOptions): Turns {
  // In the order of their turns. A lane is here while it has a request.
  const lanes = new Map<string, Lane>();
  // Who had a request lately, the longest ago first.
  const seen = new Map<string, number>();
  let standingBack: NodeJS.Timeout | null = null;

  function see(name: string): void {
    seen.delete(name);
    seen.set(name, now());
    for (const [first, at] of seen) {
      if (at > now() - aboutMs) break;
      seen.delete(first);
    }
  }

  function othersAbout(name: string): boolean {
    for (const [other, lane] of lanes)
      if (other !== name && lane.inside + lane.waiting.length > 0) return true;
    for (const [other, at] of seen) if (other !== name && at > now() - aboutMs) return true;
    return false;
  }

  function placesOf(name: string): number {
    if (!busy()) return places;
    return othersAbout(name) ? placesBesideOthers : placesWhenBusy;
  }

  // Those with nothing waiting ask for less than their share.
  function lighterInside(name: string): boolean {
    for (const [other, { inside, waiting }] of lanes) {
      if (other !== name && inside > 0 && waiting.length === 0) return true;
    }
    return false;
  }

  function mayBegin(name: string, lane: Lane): boolean {
    const [first] = lane.waiting;
    if (first === undefined || lane.inside >= placesOf(name)) return false;
    if (!busy() || !lighterInside(name) || now() - first.since >= standBackMs) return true;
    if (standingBack === null) {
      standingBack = setTimeout(() => {
        standingBack = null;
        begin();
      }, standBackMs);
    }
    return false;
  }

  /** Lets in whoever may begin, a request of each lane in turn. */
  function begin(): void {
    for (let again = true; again; ) {
      again = false;
      for (const [name, lane] of [...lanes]) {
        if (!mayBegin(name, lane)) continue;
        lane.inside += 1;
        // To the back of the line, behind the others that wait.
        lanes.delete(name);
        lanes.set(name, lane);
        lane.waiting.shift()?.go();
        again = true;
      }
    }
  }

  function drop(name: string, lane: Lane, entry: Waiting): void {
    lane.waiting.splice(lane.waiting.indexOf(entry), 1);
    if (lane.inside + lane.waiting.length === 0) lanes.delete(name);
  }

  function wait(name: string, lane: Lane): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = {
        since: now(),
        go() {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        drop(name, lane, entry);
        reject(tooMany());
      }, patienceMs);
      lane.waiting.push(entry);
    });
  }

  /** The way to give a place back, which happens by itself when it is held for long. */
  function place(name: string, lane: Lane): () => void {
    let held = true;
    const leave = () => {
      if (!held) return;
      held = false;
      clearTimeout(timer);
      lane.inside -= 1;
      if (lane.inside + lane.waiting.length === 0) lanes.delete(name);
      begin();
    };
    const timer = setTimeout(leave, longestTurnMs);
    return leave;
  }

  return {
    async take(name) {
      see(name);
      const lane = lanes.get(name) ?? { inside: 0, waiting: [] };
      lanes.set(name, lane);
      if (lane.waiting.length === 0 && lane.inside < placesOf(name)) lane.inside += 1;
      else if (lane.waiting.length < mostWaiting) await wait(name, lane);
      else throw tooMany();
      return place(name, lane);
    },
  };
}

function tooMany(): AppError {
  return new AppError("rate_limited", "Too many requests at once. Try again in a moment.", {
    retryAfterSeconds: 1,
  });
}
