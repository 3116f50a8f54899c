import fc from "fast-check";

const nasty = fc.constantFrom(
  "",
  " ",
  "\u0000",
  "\u001b[31m",
  "\ud800",
  "../../etc/passwd",
  "' OR 1=1 --",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "%00",
  "%",
  "__proto__",
  "constructor",
  "NaN",
  "1e999",
  "-1",
  "9007199254740993",
  "a".repeat(60_000),
  "\u202e\u200b",
);
/** Text of every kind, that which has broken programs before among it. */
export const anyText = fc.oneof(nasty, fc.string({ unit: "binary" }), fc.string());
/** What JSON can say. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.constantFrom<unknown>(null, true, false, [], {}, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(anyText, { maxLength: 3 }),
  fc.record({ gt: anyText, contains: anyText }, { requiredKeys: [] }),
);
