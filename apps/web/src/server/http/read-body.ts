import { AppError } from "@acre/core";

const maxBytes = 1024 * 1024;
/** How much of a body that is too large is read all the same: a sender that is cut off does not get to read why. */
const mostRead = 64 * 1024 * 1024;

/**
 * Reads a JSON body of at most 1 MB, whatever length it declares.
 * @throws AppError `unsupported_media_type`, `payload_too_large`, `malformed_request`
 */
export async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AppError("unsupported_media_type", "Send JSON, with Content-Type: application/json.");
  }
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("malformed_request", "The body is not valid JSON.");
  }
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size <= maxBytes) chunks.push(chunk);
    else if (size > mostRead) break;
  }
  if (size > maxBytes) throw tooLarge();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError("malformed_request", "The body is not valid UTF-8.");
  }
}

function tooLarge(): AppError {
  return new AppError("payload_too_large", "A body may have 1 MB at most.");
}
