// What becomes of a member in the workspace and in the catalog at once.
export { leaveWorkspace } from "./leave-workspace";
export { removeMember } from "./remove-member";
