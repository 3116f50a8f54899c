/** A server beside the first. Its address is a secret: it holds the owner's password. */
export interface ServerSummary {
  name: string;
  isolation: string;
  /** It gets no new tenants. */
  draining: boolean;
  /** ISO 8601 instant. */
  createdAt: string;
}

export function presentServer(row: {
  name: string;
  isolation: string;
  draining: boolean;
  createdAt: Date;
}): ServerSummary {
  const { name, isolation, draining, createdAt } = row;
  return { name, isolation, draining, createdAt: createdAt.toISOString() };
}
