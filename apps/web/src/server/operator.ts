import { findOperator, type Operator } from "@acre/core/platform";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getPlatform } from "./platform";
import { requireViewer } from "./viewer";

/** Whoever operates the installation; null for everybody else. Read once for each request. */
const getOperator = cache(async (returnTo: string): Promise<Operator | null> => {
  const { account } = await requireViewer(returnTo);
  return findOperator(getPlatform(), account.id);
});

/** The operator who looks at a page of the console. For everybody else there is nothing at its address. */
export async function requireOperator(returnTo = "/admin"): Promise<Operator> {
  return (await getOperator(returnTo)) ?? notFound();
}
