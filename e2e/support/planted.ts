import type { Answer } from "./http";
import { create, type Person, signUp, unique } from "./people";
import type { Server } from "./server";

/** One record of every kind. */
export interface Records {
  project: string;
  task: string;
  comment: string;
  label: string;
}

/** What an id can be the id of. */
export type Kind =
  | keyof Records
  | "member"
  | "apiKey"
  | "webhook"
  | "delivery"
  | "invitation"
  | "archivedTask"
  | "trashItem";

/** A field that holds a secret. */
export type Secret =
  | "company"
  | "memberName"
  | "memberEmail"
  | "projectName"
  | "projectDescription"
  | "projectKey"
  | "taskTitle"
  | "taskDescription"
  | "comment"
  | "label";

/** A workspace with a text in every field that nobody outside it may ever read. */
export interface Planted {
  person: Person;
  records: Records;
  /** The texts by field, and the ids of what they stand in. */
  secrets: Record<Secret, string> & Record<string, string>;
}

/** Signs somebody up and fills every field of their workspace with a secret. */
export async function plant(server: Server): Promise<Planted> {
  const secrets = {
    // The mixed case tells the company's name from the slug that is made of it, which an address may repeat.
    company: unique("Qx CompanySecret "),
    memberName: unique("QxMemberSecret"),
    memberEmail: `${unique("qx-email-secret-")}@example.com`,
    projectName: unique("QxProjectSecret"),
    projectDescription: unique("QxProjectTextSecret"),
    projectKey: `Q${unique().slice(0, 5).toUpperCase()}`,
    taskTitle: unique("QxTaskSecret"),
    taskDescription: unique("QxTaskTextSecret"),
    comment: unique("QxCommentSecret"),
    label: unique("QxLabelSecret"),
  };
  const person = await signUp(server, {
    companyName: secrets.company,
    name: secrets.memberName,
    email: secrets.memberEmail,
  });
  const records = await fill(server, person, secrets);
  const ids = Object.fromEntries(Object.entries(records).map(([kind, id]) => [`${kind}Id`, id]));
  const first = { adminId: person.adminId, firstProjectId: person.projectId };
  return { person, records, secrets: { ...secrets, ...ids, ...first } };
}

/** Creates a record of every kind, each in the one before it. */
export async function fill(
  server: Server,
  person: Person,
  texts: Partial<Record<Secret, string>> = {},
): Promise<Records> {
  const project = await create(server, person, "/api/v1/projects", {
    name: texts.projectName ?? unique("Project "),
    description: texts.projectDescription ?? null,
    ...(texts.projectKey && { key: texts.projectKey }),
  });
  const label = await create(server, person, "/api/v1/labels", { name: texts.label ?? unique("label ") });
  const task = await create(server, person, `/api/v1/projects/${project}/tasks`, {
    title: texts.taskTitle ?? unique("Task "),
    description: texts.taskDescription ?? null,
    assigneeId: person.adminId,
    labelIds: [label],
    dueDate: "2031-05-17",
  });
  const comment = await create(server, person, `/api/v1/tasks/${task}/comments`, {
    body: texts.comment ?? unique("Comment "),
  });
  return { project, task, comment, label };
}

/**
 * Names the secrets that an answer gives away.
 *
 * @param sent texts that the request itself held, which an answer may repeat
 */
export function leaks(answer: Answer, secrets: Record<string, string>, sent: string[] = []): string[] {
  const texts = [answer.whole, decoded(answer.whole)];
  return Object.entries(secrets)
    .filter(([, secret]) => !sent.includes(secret))
    .filter(([, secret]) => texts.some((text) => text.includes(secret)))
    .map(([name]) => name);
}

function decoded(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
