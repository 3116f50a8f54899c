/** Keys of everything kept in the browser's cache. All begin with the workspace, so that none can be mistaken for another's. */
export const keys = {
  projects: (workspace: string) => [workspace, "projects"] as const,
  members: (workspace: string) => [workspace, "members"] as const,
  invitations: (workspace: string) => [workspace, "invitations"] as const,
  webhooks: (workspace: string) => [workspace, "webhooks"] as const,
  deliveries: (workspace: string, webhookId: string) => [workspace, "deliveries", webhookId] as const,
  trash: (workspace: string) => [workspace, "trash"] as const,
  labels: (workspace: string) => [workspace, "labels"] as const,
  /** Every list of tasks: prefix of the three below. */
  taskLists: (workspace: string) => [workspace, "tasks"] as const,
  projectTasks: (workspace: string, projectId: string) => [workspace, "tasks", "project", projectId] as const,
  archivedTasks: (workspace: string, projectId: string) =>
    [workspace, "tasks", "archived", projectId] as const,
  myTasks: (workspace: string) => [workspace, "tasks", "mine"] as const,
  task: (workspace: string, taskId: string) => [workspace, "task", taskId] as const,
  activity: (workspace: string, taskId: string) => [workspace, "activity", taskId] as const,
  comments: (workspace: string, taskId: string) => [workspace, "comments", taskId] as const,
};
