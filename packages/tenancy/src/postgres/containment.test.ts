import { describe } from "vitest";
import { describeContainment } from "../../test/postgres/containment";
import type { PostgresModel } from "../../test/postgres/tenancy";

describe.each<PostgresModel>(["schema", "row"])("without a guard, in the %s model", (model) =>
  describeContainment(model),
);
