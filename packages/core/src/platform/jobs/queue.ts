import type { Piece } from "./job";

/** Where wanted runs wait for a process. A run that is offered twice is done once: who comes second does not get it. */
export interface JobQueue {
  /** Has runs done: by this process, or by whichever is free. */
  offer(pieces: readonly Piece[]): Promise<void>;
  /** Takes no more runs, and resolves when those under way have ended. */
  stop(): Promise<void>;
}

export interface QueueOptions {
  run: (piece: Piece) => Promise<void>;
  /** Told of what a queue survived. */
  warn: (message: string, error: unknown) => void;
}
