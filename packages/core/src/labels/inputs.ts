import { z } from "zod";
import { color, line, page } from "../fields";
import { signed, sort } from "../list-fields";

const name = line("a label name", 40);

export const createLabelInput = z.strictObject({ name, color: color.optional() });
export const updateLabelInput = z.strictObject({ name: name.optional(), color: color.optional() });

export const labelSortColumns = ["name"] as const;
export const labelSorts = signed(labelSortColumns);

export const listLabelsInput = page(500, 500).extend({ sort: sort(labelSorts).default("name") });
export type ListLabelsInput = z.input<typeof listLabelsInput>;
export type CreateLabelInput = z.input<typeof createLabelInput>;
export type UpdateLabelInput = z.input<typeof updateLabelInput>;

export type { Label } from "./outputs";
