import type { Answer } from "../../support/http";
import type { Attempt } from "../attempts/attempt";
import { difference } from "./alike";
import { findSecrets } from "./find-secrets";

/** Why an attempt counts as a leak. */
export interface Leak {
  kind: "shows" | "accepted" | "status" | "told apart" | "broke" | "changed" | "timing";
  detail: string;
}

/** What an answer to an attempt gives away; nothing when it is as it should be. */
export function judge(attempt: Attempt, answer: Answer, twin: Answer | null): Leak[] {
  const leaks: Leak[] = [];
  const shown = findSecrets(answer, attempt.secrets, attempt.sent);
  if (shown.length > 0) leaks.push({ kind: "shows", detail: shown.join(", ") });
  if (answer.status >= 500) leaks.push({ kind: "broke", detail: inBrief(answer) });
  else if (attempt.expect && !attempt.expect.includes(answer.status)) {
    const kind = answer.status < 300 ? "accepted" : "status";
    leaks.push({ kind, detail: `${inBrief(answer)} and not ${attempt.expect.join(" or ")}` });
  }
  const varies = attempt.varies === true && answer.status < 300;
  if (attempt.twin && twin && !varies) {
    const apart = difference({ answer, sent: attempt.sent }, { answer: twin, sent: attempt.twin.sent });
    if (apart !== null) leaks.push({ kind: "told apart", detail: apart });
  }
  return leaks;
}

function inBrief({ status, body }: Answer): string {
  return `${status} ${body.slice(0, 160).replace(/\s+/g, " ")}`;
}
