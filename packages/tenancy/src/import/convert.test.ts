import { expect, it } from "vitest";
import type { PortableType } from "../bundle/portable";
import { convert, type ReadAs } from "./convert";
import type { SourceValue } from "./source";

type Given = Exclude<SourceValue, null>;

it.each<[Given, PortableType, unknown, ReadAs?]>([
  ["2024-02-29 12:34:56", "datetime", "2024-02-29T12:34:56.000Z"],
  ["2024-02-29T12:34", "datetime", "2024-02-29T12:34:00.000Z"],
  ["2024-02-29 12:34:56.123456+00", "datetime", "2024-02-29T12:34:56.123Z"],
  ["2024-02-29T12:34:56.123456789-0530", "datetime", "2024-02-29T18:04:56.123Z"],
  ["2024-02-29", "datetime", "2024-02-29T00:00:00.000Z"],
  [1709210096n, "datetime", "2024-02-29T12:34:56.000Z", "unix_s"],
  [1709210096.5, "datetime", "2024-02-29T12:34:56.500Z", "unix_s"],
  ["1709210096789", "datetime", "2024-02-29T12:34:56.789Z", "unix_ms"],
  ["2024-02-29 23:59:59", "text", "2024-02-29", "date"],
  [1n, "boolean", true],
  ["f", "boolean", false],
  ["No", "boolean", false],
  [7n, "text", "7"],
  ["42", "integer", 42],
  ["9223372036854775807", "bigint", "9223372036854775807"],
  ["1.50", "decimal", "1.5"],
  ["0.25", "float", 0.25],
  ['{"b": 1, "a": [true]}', "json", '{"a":[true],"b":1}'],
  ["\\x00ff", "bytes", "AP8="],
  [Buffer.from([0, 255]), "bytes", "AP8="],
])("reads %s as %s", (value, type, expected, as) => {
  expect(convert(value, type, as)).toEqual(expected);
});

it.each<[Given, PortableType, ReadAs?]>([
  ["2021-02-30", "datetime"],
  ["yesterday", "datetime"],
  [1709210096n, "datetime"],
  [10n ** 18n, "datetime", "unix_s"],
  ["", "datetime", "unix_ms"],
  ["2021-13-01", "text", "date"],
  [2n, "boolean"],
  [2n ** 31n, "integer"],
  ["1.5", "integer"],
  ["", "float"],
  ["Infinity", "float"],
  ["a\0b", "text"],
  [Buffer.from("a"), "text"],
  ["{", "json"],
  ["00ff", "bytes"],
])("refuses %s as %s", (value, type, as) => {
  expect(() => convert(value, type, as)).toThrow();
});
