import { z } from "zod";
import { line } from "../fields";

export const companyName = line("a company name", 80);
export const personName = line("a name", 80);

export const updateSettingsInput = z.strictObject({ name: companyName });
export type UpdateSettingsInput = z.infer<typeof updateSettingsInput>;

export type { Settings } from "./outputs";
