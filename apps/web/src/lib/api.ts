/** One field the server did not accept, with a sentence for the person who typed it. */
export interface FieldError {
  field: string;
  message: string;
}

/** The shape of an error answer (RFC 9457, application/problem+json). */
interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  errors?: FieldError[];
  requestId?: string;
}

/** Thrown by `api` for every answer that is not a success, and for an answer that never came (status 0). */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    message: string,
    readonly code: string | null = null,
    readonly fields: readonly FieldError[] = [],
    readonly requestId: string | null = null,
  ) {
    super(message);
  }

  /** The message for one field of a form, or undefined. */
  field(name: string): string | undefined {
    return this.fields.find((error) => error.field === name)?.message;
  }
}

export interface ApiOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Workspace the request is about; sent as `X-Tenant`. Account routes have none. */
  workspace?: string;
  body?: unknown;
  signal?: AbortSignal;
  /** Whose routes: the customers' unless said, or those of the operator's console. */
  area?: "v1" | "admin";
}

/**
 * Calls a route of our own API with the session's cookie.
 *
 * @param path under `/api/v1`, such as `/projects`, or under another area
 * @returns the answer's JSON, whose shape the route's contract promises
 * @throws ApiError for anything but a success, with a message fit to be shown
 */
export async function api<T>(path: string, options: ApiOptions = {}): Promise<T> {
  const response = await send(path, options);
  if (response.ok) return (await response.json()) as T;
  throw await toApiError(response);
}

/** As `api`, for routes that answer a success with no body (204) or one that nobody reads (202). */
export async function apiVoid(path: string, options: ApiOptions = {}): Promise<void> {
  const response = await send(path, options);
  if (!response.ok) throw await toApiError(response);
}

/**
 * As `api`, for a route that answers with a file, which the browser keeps and not this page.
 * @throws ApiError as well when the file breaks off
 */
export async function apiFile(path: string, options: ApiOptions = {}): Promise<{ file: Blob; name: string }> {
  const response = await send(path, options);
  if (!response.ok) throw await toApiError(response);
  const name =
    /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "download";
  try {
    return { file: await response.blob(), name };
  } catch {
    throw new ApiError(0, "The download broke off. Try again.", "offline");
  }
}

async function send(
  path: string,
  { method = "GET", workspace, body, signal, area = "v1" }: ApiOptions,
): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (workspace) headers["X-Tenant"] = workspace;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(`/api/${area}${path}`, {
      method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "The server cannot be reached. Check your connection and try again.", "offline");
  }
}

async function toApiError(response: Response): Promise<ApiError> {
  const problem = await readProblem(response);
  const message = problem.detail ?? problem.title ?? fallbackMessage(response);
  return new ApiError(
    response.status,
    message,
    problem.code ?? null,
    problem.errors ?? [],
    problem.requestId ?? null,
  );
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    return {};
  }
}

function fallbackMessage(response: Response): string {
  if (response.status === 401) return "Your session has ended. Log in again.";
  if (response.status === 429) return `Too many attempts. Wait ${waitTime(response)} and try again.`;
  return `The server could not do this (${response.status}). Try again.`;
}

function waitTime(response: Response): string {
  const seconds = Number(response.headers.get("Retry-After"));
  return Number.isFinite(seconds) && seconds > 0 ? `${seconds} seconds` : "a moment";
}

/** A sentence for whoever waits, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "Something went wrong here. Try again.";
}
