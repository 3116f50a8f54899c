import type { ApiBook, Chapter } from "./chapters";
import { recordAnchor } from "./chapters";
import { Contents } from "./contents";
import { rowsOf } from "./describe-schema";
import type { Schema } from "./document-shape";
import { FieldTable } from "./field-table";
import { OperationSection } from "./operation-section";
import { Code, Prose } from "./prose";

const more = [
  { name: "Errors", anchor: "errors" },
  { name: "Records", anchor: "records" },
];

/** The whole API on one page: contents beside, chapters below each other. */
export function ApiBookPage({ book }: { book: ApiBook }) {
  const records = new Map(book.records.map(({ name, schema }) => [name, schema]));
  return (
    <div className="mx-auto grid max-w-[1360px] gap-10 px-10 max-lg:gap-5 pb-16 max-md:px-5 lg:grid-cols-[260px_minmax(0,1fr)]">
      <aside className="hidden lg:block">
        <div className="sticky top-0 max-h-dvh overflow-y-auto py-6 pr-2">
          <Contents chapters={contentsOf(book.chapters)} more={more} />
        </div>
      </aside>
      <details className="rounded-m border border-line p-3 lg:hidden">
        <summary className="cursor-pointer py-3 font-medium">Contents</summary>
        <div className="pt-2">
          <Contents chapters={contentsOf(book.chapters)} more={more} />
        </div>
      </details>
      <main className="min-w-0">
        <h1 className="page-title mt-2 text-[32px] leading-10">{book.title}</h1>
        <div className="mt-4 grid max-w-[720px] gap-3 text-body text-ink-2">
          {book.introduction.map((paragraph) => (
            <p key={paragraph}>
              <Prose text={paragraph} />
            </p>
          ))}
          <p>
            The same as{" "}
            <a href={`${book.base}/openapi.json`} className="text-pine underline underline-offset-2">
              an OpenAPI 3.1 document
            </a>
            , for programs.
          </p>
        </div>
        {book.chapters.map((chapter) => (
          <ChapterSection key={chapter.anchor} chapter={chapter} base={book.base} records={records} />
        ))}
        <ErrorsSection errors={book.errors} />
        <RecordsSection records={book.records} />
      </main>
    </div>
  );
}

function contentsOf(chapters: Chapter[]) {
  return chapters.map(({ name, anchor, operations }) => ({
    name,
    anchor,
    operations: operations.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }));
}

interface ChapterSectionProps {
  chapter: Chapter;
  base: string;
  records: ReadonlyMap<string, Schema>;
}

function ChapterSection({ chapter, base, records }: ChapterSectionProps) {
  return (
    <section aria-labelledby={chapter.anchor} className="mt-12">
      <h2 id={chapter.anchor} className="page-title scroll-mt-6 text-title">
        {chapter.name}
      </h2>
      <p className="mt-1 mb-5 text-body text-ink-2">{chapter.description}</p>
      {chapter.operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} base={base} records={records} />
      ))}
    </section>
  );
}

function ErrorsSection({ errors }: Pick<ApiBook, "errors">) {
  return (
    <section aria-labelledby="errors" className="mt-12">
      <h2 id="errors" className="page-title scroll-mt-6 text-title">
        Errors
      </h2>
      <p className="mt-1 text-body text-ink-2">
        Every error is a{" "}
        <a href={`#${recordAnchor("Problem")}`} className="text-pine underline underline-offset-2">
          Problem
        </a>
        .
      </p>
      <dl className="mt-4 max-w-[720px] border-line border-t">
        {errors.map(({ status, description }) => (
          <div key={status} className="grid grid-cols-[64px_1fr] border-line border-b py-2">
            <dt>
              <Code>{status}</Code>
            </dt>
            <dd className="text-ink-2">
              <Prose text={description} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function RecordsSection({ records }: Pick<ApiBook, "records">) {
  return (
    <section aria-labelledby="records" className="mt-12 max-w-[720px]">
      <h2 id="records" className="page-title scroll-mt-6 text-title">
        Records
      </h2>
      {records.map(({ name, schema }) => (
        <div key={name} className="mt-6">
          <h3 id={recordAnchor(name)} className="mb-2 scroll-mt-6 font-semibold">
            {name}
          </h3>
          <FieldTable caption={name} rows={rowsOf(schema)} />
        </div>
      ))}
    </section>
  );
}
