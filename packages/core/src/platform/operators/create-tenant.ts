import type { TenantDb } from "@acre/db";
import { newTenantId } from "@acre/tenancy";
import { AppError } from "../../errors";
import type { Platform } from "../platform";
import { audited } from "./audited";
import { type ChosenPlace, chosenPlace } from "./chosen-place";
import { findTenant } from "./find-tenant";
import { companyOf, cutAccountsOff, settle } from "./first-settings";
import type { Operator } from "./operator";
import { presentTenant, type TenantSummary } from "./tenant-summary";

export interface CreateTenantInput extends ChosenPlace {
  slug: string;
  /** What people read; from the slug unless said. */
  company?: string;
  /** The slug of a tenant marked as a template, whose data it begins with. */
  template?: string;
}

/**
 * Makes a tenant that nobody belongs to yet, with its settings on a 30-day trial: from nothing or from a template.
 * @throws TenancyError `slug_invalid`, `slug_reserved`, `slug_taken`; AppError `not_found` for a template that is none
 */
export async function createTenant(operator: Operator, input: CreateTenantInput): Promise<TenantSummary> {
  const { platform } = operator;
  const { slug, template } = input;
  const id = newTenantId();
  const name = companyOf(input);
  const datasource = await chosenPlace(platform, input);
  const from = template === undefined ? null : await findTemplate(platform, template);
  const detail = { slug, template: from };
  return audited(operator, { action: "tenant.created", tenantId: id, detail }, async () => {
    const { tenants } = platform.tenancy;
    const prepare = async (db: TenantDb) => {
      await cutAccountsOff(db);
      await settle(db, name);
    };
    const options = { id, slug, datasource, prepare };
    return presentTenant(from === null ? await tenants.create(options) : await tenants.copy(from, options));
  });
}

async function findTemplate(platform: Platform, slug: string): Promise<string> {
  const { id } = await findTenant(platform, slug);
  const row = await platform.catalog.tenant.findUniqueOrThrow({ where: { id }, select: { template: true } });
  if (row.template) return id;
  throw new AppError(
    "not_found",
    `${slug} is no template. Make it one with \`acre tenant template ${slug}\`, or copy it with \`acre tenant copy\`.`,
  );
}
