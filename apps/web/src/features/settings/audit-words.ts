import type { AuditAction, AuditSubject } from "@acre/core/inputs";
import { isPriority, isStatus, priorityNames, statusNames } from "../../lib/types";

/** What the page needs of an entry to tell it. */
interface Told {
  action: string;
  resource: { type: string; name: string | null };
  changes: Record<string, { before?: unknown; after?: unknown }>;
}

const verbs: Record<AuditAction, string> = {
  "project.created": "created the project",
  "project.updated": "changed the project",
  "project.archived": "archived the project",
  "project.restored": "restored the project",
  "project.deleted": "deleted the project",
  "project.purged": "deleted for good the project",
  "project.member_added": "shared the project",
  "task.created": "created the task",
  "task.updated": "changed the task",
  "task.archived": "archived the task",
  "task.restored": "restored the task",
  "task.deleted": "deleted the task",
  "task.purged": "deleted for good the task",
  "comment.created": "wrote a comment",
  "comment.updated": "changed a comment",
  "comment.deleted": "deleted a comment",
  "label.created": "created the label",
  "label.updated": "changed the label",
  "label.deleted": "deleted the label",
  "member.added": "added",
  "member.joined": "joined the workspace",
  "member.renamed": "changed the name of",
  "member.role_changed": "changed the role of",
  "member.removed": "removed",
  "member.left": "left the workspace",
  "invitation.created": "invited somebody",
  "invitation.resent": "made a new link for an invitation",
  "invitation.revoked": "took an invitation back",
  "key.created": "created the API key",
  "key.rotated": "rotated the API key",
  "key.revoked": "revoked the API key",
  "webhook.created": "created a webhook",
  "webhook.updated": "changed a webhook",
  "webhook.deleted": "deleted a webhook",
  "webhook.disabled": "switched a webhook off",
  "settings.updated": "changed the settings",
  "settings.plan_changed": "changed the plan",
  "workspace.created": "created the workspace",
  "workspace.exported": "downloaded the workspace",
  "workspace.downloaded": "downloaded a backup of the workspace",
  "workspace.copied": "copied the workspace into another one",
  "workspace.deletion_requested": "asked for the workspace to be deleted",
  "workspace.deletion_cancelled": "kept the workspace after all",
  "workspace.trial_ended": "made the workspace read-only, as its trial has ended",
  "workspace.impersonation_started": "began to look into the workspace",
  "workspace.impersonation_elevated": "may change things while looking into the workspace",
  "audit.exported": "downloaded the audit log",
  "audit.chain_began": "began to chain the entries of this log",
  "access.refused": "was refused",
  "access.refused_more": "counted more refusals than were written down",
  "data.queried": "read the data with a statement",
  "data.changed": "changed the data with a statement",
  "data.inserted": "added to the data",
  "data.updated": "changed the record",
  "data.deleted": "deleted the record",
};

interface Subject {
  /** What its actions are called together. */
  group: string;
  /** Whether what was done is told with the name of what it was done to. */
  named: boolean;
}

const subjects: Record<AuditSubject, Subject> = {
  project: { group: "Projects", named: true },
  task: { group: "Tasks", named: true },
  comment: { group: "Comments", named: false },
  label: { group: "Labels", named: true },
  member: { group: "Members", named: true },
  invitation: { group: "Invitations", named: true },
  key: { group: "API keys", named: true },
  webhook: { group: "Webhooks", named: false },
  settings: { group: "Settings", named: false },
  workspace: { group: "Workspace", named: false },
  audit: { group: "Audit log", named: false },
  access: { group: "Refused access", named: false },
  data: { group: "Data, by operators", named: true },
};

/** Groups of actions to choose from, by what they begin with. */
export const auditGroups: readonly { value: string; label: string }[] = Object.entries(subjects).map(
  ([value, { group }]) => ({ value, label: group }),
);

/** What somebody did, in words that follow their name: "created the task “Paint”". */
export function auditWords({ action, resource, changes }: Told): string {
  // A log may have been written by a newer release.
  const verb = isKnown(action) ? verbs[action] : action.replaceAll(/[._]/g, " ");
  if (action === "access.refused") {
    const request = changes.request?.after;
    return typeof request === "string" ? `${verb}: ${request}` : verb;
  }
  const name = resource.name ?? nameIn(changes);
  return name === null || !takesName(action) ? verb : `${verb} “${name}”`;
}

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(verbs, action);
}

function takesName(action: string): boolean {
  if (action === "member.joined" || action === "member.left") return false;
  const [, subject] = Object.entries(subjects).find(([name]) => action.startsWith(`${name}.`)) ?? [];
  return subject?.named ?? true;
}

function nameIn(changes: Told["changes"]): string | null {
  for (const field of ["title", "name", "email"]) {
    const change = changes[field];
    const value = change?.after ?? change?.before;
    if (typeof value === "string") return value;
  }
  return null;
}

/** A field's name as people read it: "dueDate" is "due date". */
export function fieldWords(field: string): string {
  const words = field.replace(/Ids?$/, "").replaceAll(/([A-Z])/g, " $1");
  return words.replaceAll("_", " ").trim().toLowerCase();
}

/** A field's value as people read it; ids become names where they are known. */
export function valueWords(field: string, value: unknown, names: Readonly<Record<string, string>>): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) {
    return value.length === 0 ? "nothing" : value.map((one) => valueWords(field, one, names)).join(", ");
  }
  if (typeof value === "object") return JSON.stringify(value);
  if (field === "status" && isStatus(value)) return statusNames[value];
  if (field === "priority" && isPriority(value)) return priorityNames[value];
  const text = String(value);
  return names[text] ?? text;
}

const actorWords: Record<string, string> = {
  member: "Member",
  key: "API key",
  operator: "Operator of this service",
  system: "This service",
  outsider: "Not a member of this workspace",
};

/** What kind of somebody acted. */
export function actorKindWords(kind: string): string {
  return actorWords[kind] ?? kind;
}
