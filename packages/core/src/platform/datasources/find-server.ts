import { firstPlaces } from "@acre/db/platform";
import { AppError } from "../../errors";
import type { Platform } from "../platform";

/** @throws AppError `not_found` naming what was asked for */
export async function findServer({ catalog }: Platform, name: string) {
  const server = await catalog.datasourceServer.findUnique({ where: { name } });
  if (server) return server;
  const why = firstPlaces.includes(name)
    ? `${name} is no server that was added: the environment says whether it is there.`
    : `There is no added server "${name}". \`acre datasource list\` shows those there are.`;
  throw new AppError("not_found", why);
}
