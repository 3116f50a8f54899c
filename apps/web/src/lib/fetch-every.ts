import { api } from "./api";
import { everyPage } from "./every-page";
import type { Comment, Invitation, Label, Member, Project, Task } from "./types";

/** The lists that are shown whole, by the name their pages give them. */
interface Lists {
  comments: Comment;
  invitations: Invitation;
  labels: Label;
  members: Member;
  projects: Project;
  tasks: Task;
}

interface FetchEveryOptions {
  workspace: string;
  signal: AbortSignal;
  /** How many a page brings; the most the route allows, as all are wanted. */
  limit: number;
  query?: Record<string, string>;
}

/**
 * Reads a list of a workspace from our own API, page after page, to its end.
 * @throws ApiError for a page that cannot be read; part of a list is not shown as if it were all
 */
export function fetchEvery<Name extends keyof Lists>(
  name: Name,
  path: string,
  { workspace, signal, limit, query }: FetchEveryOptions,
): Promise<Lists[Name][]> {
  return everyPage<Name, Lists[Name]>(name, (cursor) => {
    const asked = new URLSearchParams({ ...query, limit: String(limit), ...(cursor && { cursor }) });
    return api(`${path}?${asked}`, { workspace, signal });
  });
}
