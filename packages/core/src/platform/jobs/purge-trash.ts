import { trashDays } from "../../trash/inputs";
import { purgeTrash } from "../../trash/purge-trash";
import type { TenantJob } from "./job";

export const purgeTrashOf: TenantJob = {
  name: "purge-trash",
  about: `removes for good what was deleted more than ${trashDays} days ago`,
  cron: "30 1 * * *",
  scope: "tenant",
  statuses: ["active"],
  async run({ platform, signal, pause, now }, { id }) {
    const db = await platform.tenancy.connectById(id);
    return { removed: await purgeTrash(db, { id }, { now, signal, pause }) };
  },
};
