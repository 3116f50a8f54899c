import { isolationModels } from "@acre/core/platform";
import { Option } from "@commander-js/extra-typings";

/** The options that say where a tenant is to be. */
export const toOption = () => new Option("--to <place>", "the place, as `acre datasource list` names it");

export const isolationOption = () =>
  new Option("--isolation <model>", "the isolation model").choices(isolationModels);
