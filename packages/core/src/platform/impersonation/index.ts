// How an operator looks into a workspace: for a written reason, for a limited time, reading only unless asked for.
export { elevateImpersonation } from "./elevate-impersonation";
export { endImpersonation } from "./end-impersonation";
export { enterWorkspace } from "./enter-workspace";
export { currentImpersonation, listImpersonations } from "./find-impersonation";
export { startImpersonation } from "./start-impersonation";
