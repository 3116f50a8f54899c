/**
 * Why a data folder could not be opened.
 *
 * - `not_a_folder`: something that is not a folder is in the way
 * - `not_writable`: the folder cannot be created, or not written to
 * - `locked`: another live process works in it
 * - `secrets_damaged`: `secrets.json` is there and cannot be used
 * - `secrets_missing`: the folder holds data, but the keys to it are gone
 */
export type DataDirErrorCode =
  | "not_a_folder"
  | "not_writable"
  | "locked"
  | "secrets_damaged"
  | "secrets_missing";

/** A data folder that was refused. The message is one sentence for people and names the way out. */
export class DataDirError extends Error {
  override readonly name = "DataDirError";

  constructor(
    readonly code: DataDirErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const FOLDER_IN_THE_WAY = new Set(["ENOTDIR", "EEXIST"]);
const REFUSED_BY_THE_SYSTEM = new Set(["EACCES", "EPERM", "EROFS", "ENOENT", "ENOSPC", "EDQUOT"]);

/**
 * Translates what the operating system says about a path into a DataDirError.
 * Anything it does not know comes back as it was: a surprise should look like one.
 */
export function asDataDirError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (FOLDER_IN_THE_WAY.has(code)) {
    return new DataDirError(
      "not_a_folder",
      `The data folder ${path} cannot be used because a file is in its place; move that file or set ACRE_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  if (REFUSED_BY_THE_SYSTEM.has(code)) {
    return new DataDirError(
      "not_writable",
      `The data folder ${path} cannot be written to (${code}); give this user the right to write there or set ACRE_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  return error;
}

function systemCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return "";
}
