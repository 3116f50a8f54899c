"use client";

import { useId, useState } from "react";
import { Input } from "@/components/ui/input";
import type { Method } from "./document-shape";
import { MethodMark } from "./method-mark";

interface ContentsProps {
  chapters: {
    name: string;
    anchor: string;
    operations: { id: string; method: Method; path: string; summary: string }[];
  }[];
  /** Further parts of the page. */
  more: { name: string; anchor: string }[];
}

/** The page's contents, which can be searched by words, method and path. */
export function Contents({ chapters, more }: ContentsProps) {
  const [query, setQuery] = useState("");
  const field = useId();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = chapters
    .map((chapter) => ({
      ...chapter,
      operations: chapter.operations.filter(({ method, path, summary }) => {
        const text = `${method} ${path} ${summary} ${chapter.name}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ operations }) => operations.length > 0);
  return (
    <>
      <label htmlFor={field} className="sr-only">
        Search the API
      </label>
      <Input
        id={field}
        type="search"
        placeholder="Search the API"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          const first = found[0]?.operations[0];
          if (event.key !== "Enter" || !first) return;
          event.preventDefault();
          window.location.hash = first.id;
        }}
      />
      <nav aria-label="Contents" className="mt-4 grid gap-4">
        {found.map(({ name, anchor, operations }) => (
          <div key={anchor}>
            <a
              href={`#${anchor}`}
              className="block py-1 font-medium text-small hover:underline pointer-coarse:py-3"
            >
              {name}
            </a>
            <ul>
              {operations.map(({ id, method, summary }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="grid grid-cols-[50px_1fr] items-baseline rounded-s px-1 py-0.5 text-ink-2 hover:bg-sunk hover:text-ink pointer-coarse:py-3"
                  >
                    <MethodMark method={method} />
                    {summary}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {found.length === 0 && <p className="text-ink-3">Nothing in the API matches.</p>}
        <ul className="border-line border-t pt-3">
          {more.map(({ name, anchor }) => (
            <li key={anchor}>
              <a
                href={`#${anchor}`}
                className="block py-1 font-medium text-small hover:underline pointer-coarse:py-3"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
