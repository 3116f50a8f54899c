import { api, apiVoid } from "@/lib/api";
import type { ActionField } from "./action-dialog";

/** What the actions on one tenant need to know of it. */
export interface ActionTenant {
  slug: string;
  status: string;
  datasource: string;
  /** Places it can be taken to. */
  places: readonly { name: string; isolation: string }[];
  /** Backups that can be brought back, newest first. */
  backups: readonly { id: string; label: string }[];
}

/** One thing an operator can do to a tenant. */
export interface Action {
  label: string;
  title: string;
  description?: string;
  fields: readonly ActionField[];
  button: string;
  danger?: boolean;
  /** Goes on without whoever asked; what comes of it is on the page of work. */
  long?: boolean;
  /** Why it cannot be done now. */
  disabledReason?: string | undefined;
  /** @returns where to go then, if anywhere */
  submit: (values: Record<string, string>) => Promise<string | null>;
}

/** Everything that can be done to a tenant, in the order of the menu. */
export function actionsFor(tenant: ActionTenant): Action[] {
  return [lookIn(tenant), ...statusActions(tenant), ...longActions(tenant), download(tenant), erase(tenant)];
}

async function post(slug: string, what: string, body: object): Promise<null> {
  await api(`/tenants/${slug}/${what}`, { area: "admin", method: "POST", body });
  return null;
}

function lookIn({ slug, status }: ActionTenant): Action {
  return {
    label: "Look inside…",
    title: `Look inside ${slug}?`,
    description:
      "You read what its members read, but for private projects. The reason is kept in its log and in ours.",
    fields: [
      { name: "reason", label: "Reason", hint: "Such as the number of the ticket and what it asks." },
      {
        name: "minutes",
        label: "For how long",
        value: "30",
        options: [15, 30, 60, 120].map((minutes) => ({
          value: String(minutes),
          label: `${minutes} minutes`,
        })),
      },
    ],
    button: "Look inside",
    disabledReason:
      status === "active" ? undefined : "Only an open workspace can keep the reason in its log.",
    async submit(values) {
      await api(`/tenants/${slug}/impersonations`, {
        area: "admin",
        method: "POST",
        body: { reason: values.reason, minutes: Number(values.minutes) },
      });
      return `/${slug}`;
    },
  };
}

function statusActions({ slug, status }: ActionTenant): Action[] {
  const set = (to: string, label: string, title: string, description: string): Action => ({
    label,
    title,
    description,
    fields: [],
    button: label,
    danger: to !== "active",
    submit: () => post(slug, "status", { status: to }),
  });
  const open = set("active", "Resume", `Open ${slug} again?`, "Its members can work in it at once.");
  const readOnly = set(
    "read_only",
    "Make read-only",
    `Make ${slug} read-only?`,
    "Its members can read it, and nobody can change anything.",
  );
  const close = set("suspended", "Suspend", `Suspend ${slug}?`, "Nobody gets in until it is resumed.");
  if (status === "active") return [readOnly, close];
  if (status === "read_only") return [open, close];
  if (status === "suspended") return [open, readOnly];
  return [];
}

function longActions({ slug, datasource, places, backups }: ActionTenant): Action[] {
  const elsewhere = places.filter(({ name }) => name !== datasource);
  const placeOptions = elsewhere.map(({ name, isolation }) => ({
    value: name,
    label: `${name} (${isolation})`,
  }));
  return [
    {
      label: "Copy…",
      title: `Copy ${slug}`,
      description:
        "The copy belongs to nobody until somebody is invited. What is copied can be seen there, so the reason is kept in its log.",
      fields: [
        { name: "slug", label: "Address of the copy" },
        {
          name: "data",
          label: "What is copied",
          value: "all",
          options: [
            { value: "all", label: "Everything" },
            { value: "schema", label: "Empty tables" },
          ],
        },
        { name: "reason", label: "Reason", hint: "Not needed for empty tables." },
      ],
      button: "Copy",
      long: true,
      submit: ({ slug: copy = "", data, reason }) =>
        post(slug, "copies", { slug: copy, data: data !== "schema", ...(reason && { reason }) }),
    },
    {
      label: "Move…",
      title: `Move ${slug}`,
      description: "It is used meanwhile; at the end nothing can be changed in it for a moment.",
      fields: [{ name: "to", label: "To", options: placeOptions }],
      button: "Move",
      long: true,
      disabledReason: elsewhere.length > 0 ? undefined : "There is no other place.",
      submit: (values) => post(slug, "moves", { to: values.to ?? "" }),
    },
    {
      label: "Back up",
      title: `Back up ${slug}?`,
      description: "An encrypted backup is kept. It is used meanwhile.",
      fields: [],
      button: "Back up",
      long: true,
      submit: () => post(slug, "backups", {}),
    },
    {
      label: "Restore…",
      title: `Restore ${slug}`,
      description: "Everything in it is replaced by what the backup holds.",
      fields: [
        {
          name: "backup",
          label: "Backup",
          options: backups.map(({ id, label }) => ({ value: id, label })),
        },
        { name: "confirm", label: `Write ${slug} to confirm` },
      ],
      button: "Replace its data",
      danger: true,
      long: true,
      disabledReason: backups.length > 0 ? undefined : "There is no backup of it.",
      submit: (values) => post(slug, "restores", values),
    },
  ];
}

function download({ slug, status }: ActionTenant): Action {
  return {
    label: "Download…",
    title: `Download ${slug}`,
    description:
      "One file with everything in it. Whoever has the file can read it. The reason is kept in its log and in ours.",
    fields: [{ name: "reason", label: "Reason" }],
    button: "Download",
    disabledReason:
      status === "active" ? undefined : "Only an open workspace can keep the reason in its log.",
    async submit(values) {
      const { href } = await api<{ href: string }>(`/tenants/${slug}/downloads`, {
        area: "admin",
        method: "POST",
        body: values,
      });
      window.location.assign(href);
      return null;
    },
  };
}

function erase({ slug }: ActionTenant): Action {
  return {
    label: "Delete…",
    title: `Delete ${slug}?`,
    description: "Everything in it is erased. A last backup is kept for 30 days unless you say otherwise.",
    fields: [
      {
        name: "archive",
        label: "Last backup",
        value: "keep",
        options: [
          { value: "keep", label: "Keep one for 30 days" },
          { value: "none", label: "Keep nothing, and remove the backups there are" },
        ],
      },
      { name: "confirm", label: `Write ${slug} to confirm` },
    ],
    button: "Delete",
    danger: true,
    long: true,
    async submit(values) {
      await apiVoid(`/tenants/${slug}`, {
        area: "admin",
        method: "DELETE",
        body: { confirm: values.confirm ?? "", archive: values.archive !== "none" },
      });
      return "/admin/work";
    },
  };
}
