import { assertTenantId } from "../ids";
import { assertPlainName, type SchemaNames } from "./names";

/**
 * A schema with a plain name for the one id that may live in it, for what is no tenant but wants a tenant's fence,
 * such as the catalog beside the tenants' schemas. Throws `name_invalid`.
 */
export function singleSchema(name: string, id: string): SchemaNames {
  assertPlainName(name, "a schema");
  assertTenantId(id);
  return {
    of(tenantId) {
      if (tenantId !== id) throw new RangeError(`The schema ${name} belongs to ${id} alone.`);
      return name;
    },
    accepts: (tenantId) => tenantId === id,
    idOf: (schema) => (schema === name ? id : null),
    pattern: name.replaceAll("_", "\\_"),
  };
}
