/**
 * Everything that says whose product this is. Rename the product by editing this file and
 * the colours in `styles/tokens.css`; nothing else in the interface spells the name.
 */
export const brand = {
  name: "Acre",
  /** Ends the title of every page: "Website relaunch · ACME Corp · Acre". */
  tagline: "Projects on your own ground",
  description:
    "A calm project manager for teams. Each workspace has a database of its own, so nobody else's tasks are one query away.",
  /** The tally mark: one path on a 15 by 14 grid, stroked in the current colour. */
  glyph: "M3 2v10M6 2v10M9 2v10M12 2v10M1 10.5L14 3.5",
  /** The tab's icon stands outside the page, where the colour tokens do not reach. */
  iconGround: "#00725e",
  iconInk: "#fbfaf5",
} as const;
