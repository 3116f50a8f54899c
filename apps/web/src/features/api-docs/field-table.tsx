import { recordAnchor } from "./chapters";
import { boundsOf, type FieldRow, kindOf } from "./describe-schema";
import type { Schema } from "./document-shape";
import { Prose } from "./prose";

/** Fields of an input or a record: name, what it holds, what it means. */
export function FieldTable({ caption, rows }: { caption: string; rows: FieldRow[] }) {
  return (
    <dl aria-label={caption} className="border-line border-t">
      {rows.map(({ name, required, schema }) => (
        <div
          key={name}
          className="grid gap-x-4 gap-y-0.5 border-line border-b py-2 sm:grid-cols-[minmax(0,200px)_minmax(0,1fr)]"
        >
          <dt className="font-mono text-small leading-5">
            {name}
            {required && <span className="ml-2 font-sans text-ink-3">required</span>}
          </dt>
          <dd className="text-ink-2">
            <KindWords schema={schema} />
            <Bounds schema={schema} />
            {schema.description && (
              <span className="block text-ink-3">
                <Prose text={schema.description} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a field holds; a record is a link to its description. */
export function KindWords({ schema }: { schema: Schema }) {
  const { words, record, list, nullable } = kindOf(schema);
  return (
    <>
      {record ? (
        <>
          {list && "list of "}
          <a href={`#${recordAnchor(record)}`} className="text-pine underline underline-offset-2">
            {record}
          </a>
        </>
      ) : (
        words
      )}
      {nullable && " or null"}
    </>
  );
}

function Bounds({ schema }: { schema: Schema }) {
  const bounds = boundsOf(schema);
  return bounds ? <span className="text-ink-3">, {bounds}</span> : null;
}
