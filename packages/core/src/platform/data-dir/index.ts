export { DataDirError } from "./data-dir-error";
export { type DataDir, type DataDirUse, openDataDir } from "./open-data-dir";
export type { Secrets } from "./secrets";
