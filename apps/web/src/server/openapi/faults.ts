import type { Route } from "./collect-routes";

/** What keeps a route out of the document: each is a sentence that says what to do. */
export function faultsOf({ method, path, declaration }: Route): string[] {
  const name = `${method} ${path}`;
  if (!declaration) return [`${name} is made past publicRoute, accountRoute and tenantRoute.`];
  if (declaration.hidden) return [];
  const declared = [...(declaration.params ?? [])].sort().join();
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param ?? "");
  return [
    ...(declaration.summary ? [] : [`${name} has no summary.`]),
    ...(Object.keys(declaration.answers ?? {}).length === 1 ? [] : [`${name} does not say what it answers.`]),
    ...(declared === inPath.sort().join() ? [] : [`${name} does not declare the params of its path.`]),
  ];
}
