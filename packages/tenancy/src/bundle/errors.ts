import { TenancyError } from "../errors";
import { ValueRefused } from "./portable";

/** A refused value as an error that says where it is; any other error as it is. */
export function refusedValue(error: unknown, table: string, column: string | undefined): unknown {
  if (!(error instanceof ValueRefused)) return error;
  const where = column === undefined ? table : `${table}.${column}`;
  return new TenancyError(
    "value_unportable",
    `A value in ${where} cannot be carried: ${error.message}. Mend the row, or choose a place whose engine holds it.`,
    { cause: error },
  );
}
