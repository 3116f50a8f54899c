import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { messageOf } from "@/lib/api";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

interface ListEndProps {
  /** The query that reads them. */
  pages: Pick<UseInfiniteQueryResult, "error" | "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;
  /** What the way to the next page is called. */
  children: ReactNode;
}

/** The end of a list that is read page by page: what went wrong, and the way on. */
export function ListEnd({ pages, children }: ListEndProps) {
  const { error, hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  return (
    <>
      {error && <Notice kind="error">{messageOf(error)}</Notice>}
      {hasNextPage && (
        <Button
          size="m"
          className="mt-4"
          aria-disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {children}
        </Button>
      )}
    </>
  );
}
