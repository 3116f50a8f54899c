import { pages, type RouteClass, routes } from "../../tests/isolation/classified";
import type { OtherTarget } from "../attempts/other-routes";
import type { PageTarget } from "../attempts/pages";
import type { Target } from "../attempts/workspace-routes";
import type { Build } from "../build/read-build";

/** What a build answers at, as far as somebody has said what it is, and what nobody has. */
export interface Targets {
  inside: Target[];
  outside: OtherTarget[];
  pages: PageTarget[];
  unclassified: string[];
  /** Whether the build has a route. */
  has: (route: string) => boolean;
}

/**
 * Puts together what a build says it answers at and what the one table says of it.
 *
 * @param wanted tells which are attacked; what is unclassified is told whatever it is called
 */
export function targetsOf(build: Build, wanted: (name: string) => boolean): Targets {
  const known = new Set(Object.keys(routes));
  const unclassified = [
    ...build.routes.filter((name) => !known.has(name)),
    ...build.pages.filter((name) => !(name in pages)).map((name) => `page ${name}`),
    ...build.others,
  ];
  const targets: Targets = {
    inside: [],
    outside: [],
    pages: [],
    unclassified,
    has: (route) => build.routes.includes(route) && known.has(route),
  };
  for (const name of build.routes.filter(wanted)) {
    const route = routes[name];
    if (route) add(targets, name, route);
  }
  for (const name of build.pages.filter(wanted)) {
    const page = pages[name];
    if (page) targets.pages.push({ name, page });
  }
  return targets;
}

function add(targets: Targets, name: string, route: RouteClass): void {
  const [method = "", path = ""] = name.split(" ");
  if (route.kind === "tenant" || route.kind === "owner" || route.kind === "inside")
    targets.inside.push({ name, method, path, route });
  else targets.outside.push({ name, method, path, route });
}
