import { CopyButton } from "./copy-button";

interface CodeBlockProps {
  title: string;
  text: string;
  /** What the copy button says it copies; none without. */
  copies?: string;
}

/** Several lines of code under a title. */
export function CodeBlock({ title, text, copies }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-m border border-line bg-sunk">
      <figcaption className="flex min-h-9 items-center justify-between gap-2 border-line border-b py-1 pr-1 pl-3 text-ink-3 text-small">
        {title}
        {copies && <CopyButton text={text} what={copies} />}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is too wide is scrolled, by keyboard too */}
      <pre className="overflow-x-auto p-3 font-mono text-small leading-[18px]" tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
