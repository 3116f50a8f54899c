import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";

export function judge(
  adapterFactory: SqlMigrationAwareDriverAdapterFactory,
  datamodel: string,
  migrations: readonly { name: string; sql: string }[],
): Promise<{ history: Record<string, unknown>; difference: string }>;
