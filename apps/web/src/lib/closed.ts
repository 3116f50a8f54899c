/** Digest of the error of a page whose workspace is closed now: what a browser may know of it. */
export const WORKSPACE_CLOSED = "workspace-closed";
