import { isAppError } from "@acre/core";
import { notFound } from "next/navigation";

/**
 * Awaits a read of the domain for a page: a record that is foreign, unknown or malformed becomes the 404 page,
 * the same one for all three. Other errors pass through.
 */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
