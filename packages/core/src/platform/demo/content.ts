import type { colors } from "../../fields";
import type { Role } from "../../rights";
import type { TaskPriority, TaskStatus } from "../../tasks/inputs";
import type { PersonId } from "./people";

type Color = (typeof colors)[number];

/** An example workspace, as it is to be after it was filled. */
export interface DemoWorkspace {
  /** Stable name of the steps that fill it. */
  id: string;
  companyName: string;
  /** Owns this workspace and, before it was filled, no other. */
  owner: PersonId;
  members: { person: PersonId; role: Exclude<Role, "owner"> }[];
  labels: { name: string; color: Color }[];
  projects: DemoProject[];
}

export interface DemoProject {
  key: string;
  name: string;
  description: string;
  color: Color;
  owner: PersonId;
  /** Set for a private project: who may see it beside its owner. */
  privateWith?: PersonId[];
  /** Archived once it has been filled. */
  archived?: true;
  tasks: DemoTask[];
}

export interface DemoTask {
  title: string;
  description?: string;
  by: PersonId;
  assignee?: PersonId;
  status: TaskStatus;
  priority?: TaskPriority;
  /** In days from today; negative is overdue. */
  due?: number;
  /** Names of the workspace's labels. */
  labels?: string[];
  /** Comments, in order. */
  talk?: [author: PersonId, text: string][];
}
