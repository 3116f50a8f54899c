import { scaleLinear, scalePoint } from "d3-scale";
import { area, line } from "d3-shape";

interface LineChartProps {
  /** What is shown, such as "Tenants". */
  title: string;
  /** Oldest first. */
  points: readonly { day: string; value: number }[];
  /** How a value reads. */
  format: (value: number) => string;
}

const width = 320;
const height = 96;
const padding = 4;

/** A figure over days, drawn by the server; read out as what it came to. */
export function LineChart({ title, points, format }: LineChartProps) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const x = scalePoint(
    points.map(({ day }) => day),
    [padding, width - padding],
  );
  const y = scaleLinear(
    [0, Math.max(1, ...points.map(({ value }) => value))],
    [height - padding, padding],
  ).nice();
  const across = ({ day }: { day: string }) => x(day) ?? padding;
  const up = ({ value }: { value: number }) => y(value);
  const fill = area<(typeof points)[number]>()
    .x(across)
    .y0(height - padding)
    .y1(up)(points);
  const stroke = line<(typeof points)[number]>().x(across).y(up)(points);
  const words = `${title}: ${format(last.value)} on ${last.day}, ${format(first.value)} on ${first.day}`;
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 flex items-baseline justify-between gap-3">
        <span className="text-ink-2">{title}</span>
        <span className="font-semibold text-body">{format(last.value)}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${width} ${height}`}
        className="block w-full rounded-s border border-line bg-raised"
      >
        <path d={fill ?? ""} className="fill-pine-wash" />
        <path d={stroke ?? ""} className="stroke-pine" strokeWidth={2} fill="none" strokeLinejoin="round" />
        {points.length === 1 && <circle cx={across(last)} cy={up(last)} r={3} className="fill-pine" />}
      </svg>
      <p className="mt-1 flex justify-between text-ink-3 text-tiny" aria-hidden="true">
        <span>{first.day}</span>
        {points.length > 1 && <span>{last.day}</span>}
      </p>
    </figure>
  );
}
