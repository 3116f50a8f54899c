import type { LabelRow } from "@acre/db";
import { AppError } from "../errors";
import type { Label } from "./inputs";

/** A label as the API answers it. */
export function presentLabel(row: LabelRow): Label {
  return { id: row.id, name: row.name, color: row.color };
}

/** The error for a label name the workspace already has. */
export function labelTaken(name: string | undefined): AppError {
  const message = `There is a label called ${name ?? "that"} already.`;
  return new AppError("name_taken", message, { fields: [{ field: "name", message }] });
}
