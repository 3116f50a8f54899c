export { reservedSlugs } from "./reserved";
export {
  assertSlug,
  isReservedSlug,
  isSlug,
  parseSlug,
  type SlugOptions,
  slugMaxLength,
  slugMinLength,
} from "./slug";
export { slugCandidates, slugify } from "./slugify";
