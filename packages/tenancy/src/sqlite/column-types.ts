import { type ColumnType, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

// What the types that a column may be declared with mean to Prisma. Types not listed say nothing, and the
// values decide.
const declaredTypes: ReadonlyMap<string, ColumnType> = new Map(
  Object.entries({
    DECIMAL: ColumnTypeEnum.Numeric,
    FLOAT: ColumnTypeEnum.Float,
    DOUBLE: ColumnTypeEnum.Double,
    "DOUBLE PRECISION": ColumnTypeEnum.Double,
    NUMERIC: ColumnTypeEnum.Double,
    REAL: ColumnTypeEnum.Double,
    TINYINT: ColumnTypeEnum.Int32,
    SMALLINT: ColumnTypeEnum.Int32,
    MEDIUMINT: ColumnTypeEnum.Int32,
    INT: ColumnTypeEnum.Int32,
    INTEGER: ColumnTypeEnum.Int32,
    SERIAL: ColumnTypeEnum.Int32,
    INT2: ColumnTypeEnum.Int32,
    BIGINT: ColumnTypeEnum.Int64,
    "UNSIGNED BIG INT": ColumnTypeEnum.Int64,
    INT8: ColumnTypeEnum.Int64,
    DATETIME: ColumnTypeEnum.DateTime,
    TIMESTAMP: ColumnTypeEnum.DateTime,
    TIME: ColumnTypeEnum.Time,
    DATE: ColumnTypeEnum.Date,
    TEXT: ColumnTypeEnum.Text,
    CLOB: ColumnTypeEnum.Text,
    CHARACTER: ColumnTypeEnum.Text,
    VARCHAR: ColumnTypeEnum.Text,
    "VARYING CHARACTER": ColumnTypeEnum.Text,
    NCHAR: ColumnTypeEnum.Text,
    "NATIVE CHARACTER": ColumnTypeEnum.Text,
    NVARCHAR: ColumnTypeEnum.Text,
    BLOB: ColumnTypeEnum.Bytes,
    BOOLEAN: ColumnTypeEnum.Boolean,
    JSONB: ColumnTypeEnum.Json,
  }),
);

/** Prisma's type for a column declared as `declared`; null where the declaration does not tell. */
export function columnTypeOfDeclaration(declared: string | null): ColumnType | null {
  if (declared === null) return null;
  return declaredTypes.get(declared.toUpperCase()) ?? null;
}

/** Prisma's type for a value of an undeclared column (an expression, an aggregate). */
export function columnTypeOfValue(value: unknown): ColumnType {
  if (typeof value === "string") return ColumnTypeEnum.Text;
  if (typeof value === "bigint") return ColumnTypeEnum.Int64;
  if (typeof value === "number") return ColumnTypeEnum.UnknownNumber;
  return ColumnTypeEnum.Bytes;
}
