import { firstPlaces } from "@acre/db/platform";
import { z } from "zod";

const serverName = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,30}$/,
    "A server's name has up to 31 lower-case letters, digits and underscores, and begins with a letter.",
  )
  .refine((name) => !firstPlaces.includes(name), "That is the name of a place of the installation's own.");

export const addServerInput = z.strictObject({
  name: serverName,
  url: z.url({
    protocol: /^postgres(ql)?$/,
    error: "The server's address has to look like postgres://owner:password@db2.example.com:5432/acre.",
  }),
  isolation: z
    .enum(["schema", "row"], "A server keeps tenants as schema or row; files are on this machine.")
    .default("schema"),
});
export type AddServerInput = z.input<typeof addServerInput>;
