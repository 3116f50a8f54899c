export { createLimits, type Limits, type Spent } from "./create-limits";
export { planOf } from "./plan-of";
export type { Subject } from "./table";
