const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** So often in so many seconds. */
export interface Allowance {
  points: number;
  seconds: number;
  /** Kept by this process alone: so generous that it does not matter how many processes there are. */
  local?: true;
}

/** What a workspace's plan lets its programs do, all its keys together and each of them. */
const plans = {
  trial: { tenant: 1000, key: 1000 },
  pro: { tenant: 20_000, key: 10_000 },
} as const;

type Plan = keyof typeof plans;

/**
 * How often what may be done, all in one place. People in a browser are counted so generously that only a program ever
 * meets their limit; what is worth guessing at, or sends mail, is counted hard.
 */
export const allowances = {
  /** Whatever comes from one network address. */
  address: { points: 6000, seconds: minute, local: true },
  /** What one person does in a browser. */
  person: { points: 3000, seconds: minute, local: true },
  "log-in by address": { points: 60, seconds: 15 * minute },
  "log-in by e-mail": { points: 20, seconds: 15 * minute },
  "sign-up by address": { points: 30, seconds: hour },
  "mail by address": { points: 30, seconds: hour },
  "mail by e-mail": { points: 5, seconds: hour },
  "link by address": { points: 60, seconds: hour },
  "password by account": { points: 20, seconds: 15 * minute },
  /** Addresses invited, by workspace: fifty may be pasted at once. */
  "invitation by tenant": { points: 500, seconds: day },
} as const satisfies Record<string, Allowance>;

export type Subject = keyof typeof allowances;

/** What the keys of a workspace on this plan may do in an hour. A plan nobody knows is taken for the smallest. */
export function allowancesOf(plan: string): { tenant: Allowance; key: Allowance } {
  const { tenant, key } = plans[isPlan(plan) ? plan : "trial"];
  return { tenant: { points: tenant, seconds: hour }, key: { points: key, seconds: hour } };
}

function isPlan(plan: string): plan is Plan {
  return Object.hasOwn(plans, plan);
}
