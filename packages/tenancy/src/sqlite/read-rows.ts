import { type ColumnType, ColumnTypeEnum, type SqlResultSet } from "@prisma/driver-adapter-utils";
import { columnTypeOfValue } from "./column-types";
import { type PreparedStatement, type ResultShape, shapeOf } from "./statements";

/** Runs a statement that returns rows and gives them in Prisma's form. Throws the driver's errors. */
export function readRows(prepared: PreparedStatement, args: unknown[]): SqlResultSet {
  let rows = prepared.statement.all(args);
  if (!prepared.exact && hasInexactInteger(rows)) {
    // Too large for a number and already rounded: read again, exactly, and stay exact from now on.
    prepared.statement.safeIntegers(true);
    prepared.exact = true;
    rows = prepared.statement.all(args);
  }
  const shape = shapeOf(prepared);
  const columnTypes = columnTypesOf(shape, rows);
  for (const row of rows) convertRow(row, columnTypes);
  return { columnNames: shape.columnNames, columnTypes, rows };
}

function hasInexactInteger(rows: unknown[][]): boolean {
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      const value = row[i];
      if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER) return true;
    }
  }
  return false;
}

// An undeclared column has the type of its first value that is not null.
function columnTypesOf(shape: ResultShape, rows: unknown[][]): ColumnType[] {
  if (shape.undeclared.length === 0) return shape.columnTypes;
  const types = shape.columnTypes.slice();
  for (const column of shape.undeclared) {
    const witness = rows.find((row) => row[column] !== null);
    if (witness !== undefined) types[column] = columnTypeOfValue(witness[column]);
  }
  return types;
}

function convertRow(row: unknown[], columnTypes: ColumnType[]): void {
  for (let i = 0; i < row.length; i++) {
    const value = row[i];
    if (typeof value === "number") row[i] = convertNumber(value, columnTypes[i]);
    else if (typeof value === "bigint") row[i] = convertInteger(value, columnTypes[i]);
  }
}

function convertNumber(value: number, type: ColumnType | undefined): unknown {
  if (type === ColumnTypeEnum.DateTime) return new Date(value).toISOString();
  if (type === ColumnTypeEnum.Int32 || type === ColumnTypeEnum.Int64) return Math.trunc(value);
  return value;
}

function convertInteger(value: bigint, type: ColumnType | undefined): unknown {
  const number = Number(value);
  if (type === ColumnTypeEnum.DateTime) return new Date(number).toISOString();
  return Number.isSafeInteger(number) ? number : value.toString();
}
