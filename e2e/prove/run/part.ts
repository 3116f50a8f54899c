import type { Model } from "../arguments";
import type { Leak } from "../judge/judge";
import type { Timing } from "./time-classes";

/** A leak, and the attempt that found it. */
export interface Found extends Leak {
  target: string;
  caller: string;
  way: string;
  request?: string;
}

/** What came of attacking one server: one isolation model, with or without the proxy layer. */
export interface Part {
  model: Model;
  proxy: boolean;
  attempts: number;
  byCaller: Record<string, number>;
  byWay: Record<string, number>;
  byTarget: Record<string, number>;
  leaks: Found[];
  allowances: number;
  /** Routes and pages at which a rightful caller was refused: there nothing is proven. */
  unproven: string[];
  /** How long refusals took; null where that was not measured. */
  timing: Timing | null;
  seconds: number;
}
