export { DataDirError, type DataDirErrorCode } from "./data-dir-error";
export { type DataDir, openDataDir } from "./open-data-dir";
export type { Secrets } from "./secrets";
