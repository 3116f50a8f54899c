import { isAppError, type TenantContext } from "@acre/core";
import { type RefusedAccess, recordRefusal } from "@acre/core/platform";
import { getPlatform } from "../platform";

/** Whose request was refused, as far as that is known: a workspace and who asked for it. */
export type Refused = Pick<RefusedAccess, "tenant" | "actor"> & Partial<Pick<RefusedAccess, "reason">>;

/** Who asks, inside of a workspace that let them in. */
export function insider({ tenant, actor }: TenantContext): Refused | null {
  const { kind, id, name } = actor;
  return kind === "system" ? null : { tenant: { id: tenant.id }, actor: { kind, id, name } };
}

interface Asked {
  request: Request;
  /** The dynamic segments of the address. */
  params: Record<string, string | string[]>;
  requestId: string;
  refused: Refused | null;
}

/** Has a refused access written to the log of the workspace it was about. What was wrong with an input is not one. */
export function noteRefusal({ request, params, requestId, refused }: Asked, error: unknown): void {
  if (refused === null || !isAppError(error)) return;
  const reason = refused.reason ?? reasonOf(error.code);
  if (reason === null) return;
  recordRefusal(getPlatform(), {
    tenant: refused.tenant,
    actor: refused.actor,
    reason,
    method: request.method,
    route: patternOf(new URL(request.url).pathname, params),
    resourceId: typeof params.id === "string" ? params.id : null,
    address: request.headers.get("x-acre-address"),
    requestId,
  });
}

function reasonOf(code: string): "forbidden" | "not_found" | null {
  return code === "forbidden" || code === "not_found" ? code : null;
}

/** The route's pattern: the address with the names of what was put into it, such as /api/v1/tasks/{id}. */
function patternOf(pathname: string, params: Record<string, string | string[]>): string {
  const names = new Map(
    Object.entries(params).flatMap(([name, value]) =>
      typeof value === "string" ? [[value, name] as const] : [],
    ),
  );
  return pathname
    .split("/")
    .map((segment) => {
      const name = names.get(segment) ?? names.get(decoded(segment));
      return name === undefined ? segment : `{${name}}`;
    })
    .join("/");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
