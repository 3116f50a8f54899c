// What the operator's console shows and starts, beside what the command line can do as well.

export { allowDownload, download } from "./downloads";
export { beginBackup, beginCopy, beginDelete, beginMove, beginRestore } from "./long-work";
export { listOperatorEvents, type OperatorEvent } from "./operator-events";
export { readTenantPage, type TenantPage } from "./tenant-page";
export { type Undertaking, type UndertakingProgress, Undertakings } from "./undertakings";
export { readWork, type Work } from "./work";
