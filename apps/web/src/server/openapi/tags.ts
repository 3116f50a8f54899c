/** The chapters of the document, in the order they are read. `segments` are the parts of a path that belong to one. */
export const tags = [
  { name: "Projects", segments: ["projects"], description: "What tasks belong to." },
  { name: "Tasks", segments: ["tasks", "my-tasks", "archived-tasks"], description: "The work itself." },
  { name: "Comments", segments: ["comments"], description: "What people say about a task." },
  { name: "Labels", segments: ["labels"], description: "Words to sort tasks by, shared by the workspace." },
  { name: "Trash", segments: ["trash"], description: "What was deleted, for 30 days." },
  { name: "Activity", segments: ["activity", "audit"], description: "Who did what, and when." },
  { name: "Members", segments: ["members", "invitations"], description: "Who is in the workspace." },
  {
    name: "Workspace",
    segments: ["settings", "workspace", "export"],
    description: "The workspace as a whole.",
  },
  { name: "API keys", segments: ["api-keys"], description: "What programs log in with." },
  { name: "Webhooks", segments: ["webhooks"], description: "What tells your servers of changes." },
  {
    name: "Account",
    segments: ["account", "onboarding", "verifications", "password-resets"],
    description: "The person who is logged in, and how to become one.",
  },
  { name: "Document", segments: ["openapi.json"], description: "This document." },
] as const;

/** The chapter of a path: that of its last segment which has one. */
export function tagOf(path: string): string | null {
  const place = placeOf(path);
  return place ? place.tag.name : null;
}

/** Routes as they are read: by chapter, in it by segment, and then the shorter path first. */
export function inReadingOrder<R extends { path: string }>(routes: R[]): R[] {
  const rank = ({ path }: R) => {
    const place = placeOf(path);
    return place ? tags.indexOf(place.tag) * 100 + place.order : tags.length * 100;
  };
  return [...routes].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.path.split("/").length - b.path.split("/").length ||
      a.path.localeCompare(b.path),
  );
}

function placeOf(path: string) {
  for (const segment of path.split("/").reverse()) {
    for (const tag of tags) {
      const order = tag.segments.findIndex((known) => known === segment);
      if (order >= 0) return { tag, order };
    }
  }
  return null;
}
