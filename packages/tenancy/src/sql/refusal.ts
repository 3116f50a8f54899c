import { TenancyError } from "../errors";

/** The one error of this folder: `statement_refused`, saying what was refused and what to do instead. */
export function refusal(what: string, instead: string): TenancyError {
  return new TenancyError("statement_refused", messageOf(what, instead));
}

/** For text that versions or settings of an engine could take apart differently. */
export function ambiguous(what: string): TenancyError {
  return refusal(`SQL with ${what}`, mend);
}

/** A `statement_refused` for text that no engine reads to its end, so that nothing of it could ever run. */
export class Unreadable extends TenancyError {
  constructor(what: string) {
    super("statement_refused", messageOf(`SQL with ${what}`, mend));
  }
}

const mend = "Mend the statement, and pass values as parameters.";

function messageOf(what: string, instead: string): string {
  return `${what} is refused through a tenant's handle. ${instead}`;
}
