export { addServer } from "./add-server";
export { drainServer } from "./drain-server";
export { type AddServerInput, addServerInput } from "./inputs";
export type { ServerSummary } from "./present";
export { type RemovedServer, removeServer } from "./remove-server";
