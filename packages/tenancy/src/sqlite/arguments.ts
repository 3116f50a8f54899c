import type { ArgType, SqlQuery } from "@prisma/driver-adapter-utils";

/** A query's arguments as the driver takes them. Dates become ISO 8601 text with a numeric offset, as Prisma stores them. */
export function driverArguments(query: SqlQuery): unknown[] {
  const { args, argTypes } = query;
  const converted = new Array<unknown>(args.length);
  for (let i = 0; i < args.length; i++) converted[i] = driverArgument(args[i], argTypes[i]);
  return converted;
}

function driverArgument(arg: unknown, type: ArgType | undefined): unknown {
  if (typeof arg === "string") return type === undefined ? arg : fromText(arg, type);
  if (typeof arg === "boolean") return arg ? 1 : 0;
  if (arg instanceof Date) return timestamp(arg);
  return arg;
}

function fromText(arg: string, type: ArgType): unknown {
  switch (type.scalarType) {
    case "int":
      return Number.parseInt(arg, 10);
    case "float":
    case "decimal":
      return Number.parseFloat(arg);
    case "bigint":
      return BigInt(arg);
    case "datetime":
      return timestamp(new Date(arg));
    case "bytes":
      return Buffer.from(arg, "base64");
    default:
      return arg;
  }
}

function timestamp(date: Date): string {
  return date.toISOString().replace("Z", "+00:00");
}
