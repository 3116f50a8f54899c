import type { ReactNode } from "react";
import type { Operation } from "./chapters";
import { CodeBlock } from "./code-block";
import { curlOf } from "./curl";
import { type FieldRow, rowsOf } from "./describe-schema";
import type { Schema } from "./document-shape";
import { FieldTable, KindWords } from "./field-table";
import { MethodMark } from "./method-mark";
import { Code, Prose } from "./prose";
import { sampleOf } from "./sample";

interface OperationSectionProps {
  operation: Operation;
  base: string;
  records: ReadonlyMap<string, Schema>;
}

/** One operation: what it does, who may call, what it takes and what it answers. */
export function OperationSection({ operation, base, records }: OperationSectionProps) {
  const { id, method, path, summary, description, body, answer, errors } = operation;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-6 border-line border-t py-8">
      <h3 id={`${id}-title`} className="font-semibold text-[16px] leading-6">
        <a href={`#${id}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p className="mt-1 flex items-baseline gap-2 font-mono text-small">
        <MethodMark method={method} />
        <span className="min-w-0">
          {base}
          {path}
        </span>
      </p>
      <div className="mt-4 grid gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,420px)]">
        <div className="grid min-w-0 content-start gap-5">
          {description && (
            <p className="text-body text-ink-2">
              <Prose text={description} />
            </p>
          )}
          <Caller caller={operation.caller} />
          <Fields title="In the path" rows={parametersIn(operation, "path")} />
          <Fields title="Query" rows={parametersIn(operation, "query")} />
          <Fields title="Headers" rows={parametersIn(operation, "header")} />
          {body && <Body schema={body.schema} />}
          <Part title="Answers">
            <p className="text-ink-2">
              <Code>{answer.status}</Code> <AnswerWords answer={answer} />
            </p>
            <p className="mt-1 text-ink-3">
              Or one of the{" "}
              <a href="#errors" className="underline underline-offset-2">
                errors
              </a>{" "}
              {errors.join(", ")}.
            </p>
          </Part>
        </div>
        <div className="grid min-w-0 content-start gap-3">
          <CodeBlock title="Request" text={curlOf(operation, base)} copies={`the request: ${summary}`} />
          {answer.schema && (
            <CodeBlock
              title={`Answer ${answer.status}`}
              text={JSON.stringify(sampleOf(answer.schema, records), null, 2)}
            />
          )}
        </div>
      </div>
    </section>
  );
}

function Caller({ caller }: Pick<Operation, "caller">) {
  if (caller.kind === "anybody") return <p className="text-ink-2">Open to anybody.</p>;
  if (caller.kind === "session")
    return <p className="text-ink-2">With the session of somebody who is logged in.</p>;
  return (
    <p className="text-ink-2">
      {caller.scope ? (
        <>
          With a key that has the scope <Code>{caller.scope}</Code>, or a session.
        </>
      ) : (
        "With a key or a session."
      )}
    </p>
  );
}

function AnswerWords({ answer }: Pick<Operation, "answer">) {
  if (answer.isFile) return "with a file";
  if (!answer.schema) return "with no body";
  const lists = Object.entries(answer.schema.properties ?? {}).filter(([, field]) => field.type === "array");
  const [first] = lists;
  return first ? <KindWords schema={first[1]} /> : <KindWords schema={answer.schema} />;
}

function Body({ schema }: { schema: Schema }) {
  const options = schema.anyOf ?? schema.oneOf ?? [schema];
  return options.map((option, index) => (
    <Fields
      key={Object.keys(option.properties ?? {}).join()}
      title={index === 0 ? "Body" : "Or this body"}
      rows={rowsOf(option)}
    />
  ));
}

function parametersIn({ parameters }: Operation, place: string): FieldRow[] {
  return parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, required, description, schema }) => ({
      name,
      required,
      schema: { ...schema, description: description ?? schema.description },
    }));
}

function Fields({ title, rows }: { title: string; rows: FieldRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Part title={title}>
      <FieldTable caption={title} rows={rows} />
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="mb-1.5 font-medium text-ink-3 text-small">{title}</h4>
      {children}
    </div>
  );
}
