import { countOf } from "./figures";

const shades = [
  { bar: "fill-pine", dot: "bg-pine" },
  { bar: "fill-marigold", dot: "bg-marigold" },
  { bar: "fill-ink-3", dot: "bg-ink-3" },
];

/** How many tenants are kept in which way: one bar, and the numbers below it. */
export function IsolationMix({ mix }: { mix: Readonly<Record<string, number>> }) {
  const models = Object.entries(mix).filter(([, tenants]) => tenants > 0);
  const total = models.reduce((sum, [, tenants]) => sum + tenants, 0);
  if (total === 0) return null;
  return (
    <figure>
      <figcaption className="mb-1 text-ink-2">How tenants are kept</figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${total} 1`}
        preserveAspectRatio="none"
        className="block h-4 w-full rounded-s border border-line"
      >
        {models.map(([model, tenants], index) => (
          <rect
            key={model}
            x={models.slice(0, index).reduce((sum, [, before]) => sum + before, 0)}
            width={tenants}
            height={1}
            className={shades[index % shades.length]?.bar}
          />
        ))}
      </svg>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
        {models.map(([model, tenants], index) => (
          <li key={model} className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={`size-2.5 rounded-full ${shades[index % shades.length]?.dot}`}
            />
            {model} <span className="text-ink-2">{countOf(tenants)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
