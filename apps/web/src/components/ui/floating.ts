/** Looks of every layer that floats over the page. */
export const floating =
  "z-50 max-h-(--radix-popper-available-height) animate-rise overflow-y-auto rounded-m border border-line bg-raised text-ui text-ink shadow-float outline-none";
