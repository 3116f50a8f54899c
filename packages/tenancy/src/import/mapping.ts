import { z } from "zod";
import { TenancyError } from "../errors";

const name = z.string("Give a name.").min(1, "Give a name.");
const constant = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: "Give a text, a number, true, false or null.",
});

const rules = {
  column: z.strictObject({
    column: name,
    /** How it is to be read, where the target's type does not say it: moments as numbers, and days as text. */
    as: z
      .enum(["unix_s", "unix_ms", "date"], "Choose one of unix_s, unix_ms and date, or leave it out.")
      .optional(),
    /** What is written for each of the source's values; others get the default or are refused. */
    values: z.record(z.string(), constant).optional(),
    /** For what is empty, and for what `values` does not know. */
    default: constant.optional(),
    prefix: z.string("Give a text.").optional(),
    lower: z.literal(true, "Write true, or leave it out.").optional(),
  }),
  const: z.strictObject({ const: constant }),
  /** `true`: an id made from the row's own key. A column with `of`: the id that the row of that table gets. */
  id: z.union(
    [
      z.strictObject({ id: z.literal(true) }),
      z.strictObject({ id: name, of: name, ifMissing: z.literal("null").optional() }),
    ],
    { error: 'Write {"id": true}, or {"id": "<column>", "of": "<target table>"}.' },
  ),
  /** 1, 2, 3, … in the order of the key, beginning anew for each value of that column. */
  count: z.strictObject({ count: name }),
  now: z.strictObject({ now: z.literal(true, "Write true.") }),
} as const;

type Kind = keyof typeof rules;
export type ColumnRule = { [K in Kind]: z.infer<(typeof rules)[K]> }[Kind];

const kinds: readonly Kind[] = ["column", "const", "id", "count", "now"];
const oneKind =
  'Write a source column\'s name, or an object with one of "column", "const", "id", "count", "now".';

// By the word that tells which rule it is: a union would say that none of five fits.
const columnRule = z.unknown().transform((given, context): ColumnRule => {
  if (typeof given === "string" && given !== "") return { column: given };
  const own = typeof given === "object" && given !== null ? given : {};
  const [kind, ...others] = kinds.filter((word) => word in own);
  if (kind === undefined || others.length > 0) {
    context.addIssue({ code: "custom", message: oneKind });
    return z.NEVER;
  }
  const parsed = rules[kind].safeParse(given);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

const table = z.strictObject({
  from: name,
  key: z
    .union([name, z.array(name).min(1)], { error: "Give a column's name, or a list of them." })
    .default("id")
    .transform((key) => [key].flat()),
  tenant: z
    .union([z.strictObject({ column: name }), z.strictObject({ column: name, parent: name })], {
      error:
        'Write {"column": "<the customer\'s>"}, or {"column": "<the parent\'s>", "parent": "<target table>"}.',
    })
    .optional(),
  columns: z.record(name, columnRule),
});

const source = z.union(
  [
    z.strictObject({ sqlite: name }),
    z.strictObject({ postgresUrlFrom: name, schema: name.default("public") }),
  ],
  {
    error:
      'Write {"sqlite": "<file>"}, or {"postgresUrlFrom": "<environment variable>", "schema": "<schema>"}. An address with a password has no place in this file.',
  },
);

const mapping = z
  .strictObject({
    /** Which import this is: tenants it has made are known by it when it runs again. */
    name: z
      .string("Give the import a name.")
      .regex(/^[\w.-]{1,64}$/, "Use 1 to 64 letters, digits, _ . and -."),
    source,
    onBadRow: z.enum(["refuse", "skip"], "Choose refuse or skip.").default("refuse"),
    tenant: z.strictObject({ slug: name, company: name }).optional(),
    tenants: z
      .strictObject({ from: name, key: name.default("id"), company: name, slug: name.optional() })
      .optional(),
    tables: z.record(name, table),
  })
  .refine((value) => (value.tenant === undefined) !== (value.tenants === undefined), {
    error: 'Give either "tenant" (one) or "tenants" (the table of customers).',
    path: ["tenant"],
  });

/** Which rows of an existing database become which tenants' rows. */
export type Mapping = z.infer<typeof mapping>;
export type TableMapping = z.infer<typeof table>;

/** Throws `import_mapping_invalid`, which names each path in the mapping that is wrong. */
export function parseMapping(given: unknown): Mapping {
  const parsed = mapping.safeParse(given, { reportInput: false });
  if (parsed.success) return parsed.data;
  throw invalidMapping(parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message })));
}

/** Something wrong at a path of the mapping. */
export interface MappingFault {
  path: readonly string[];
  message: string;
}

/** The error that names faults by their paths. */
export function invalidMapping(faults: readonly MappingFault[]): TenancyError {
  const lines = faults.map(({ path, message }) => `${path.join(".") || "mapping"}: ${message}`);
  return new TenancyError(
    "import_mapping_invalid",
    `The mapping cannot be used; nothing was written.\n${lines.join("\n")}`,
  );
}
