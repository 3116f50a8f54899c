export { createApiKey } from "./create-api-key";
export { listApiKeys } from "./list-api-keys";
export { openWorkspaceByKey } from "./open-workspace-by-key";
export { revokeApiKey } from "./revoke-api-key";
export { rotateApiKey } from "./rotate-api-key";
