/** Somebody who may open the console. */
export interface OperatorAccount {
  accountId: string;
  email: string;
  name: string;
  /** Who let them in: `cli`, or an account's id. */
  grantedBy: string;
  /** ISO 8601 instant. */
  since: string;
}

interface OperatorRow {
  accountId: string;
  grantedBy: string;
  createdAt: Date;
  account: { email: string; name: string };
}

export function presentOperator({ accountId, grantedBy, createdAt, account }: OperatorRow): OperatorAccount {
  const { email, name } = account;
  return { accountId, email, name, grantedBy, since: createdAt.toISOString() };
}

/** What `presentOperator` needs of the account. */
export const withAccount = { account: { select: { email: true, name: true } } } as const;
