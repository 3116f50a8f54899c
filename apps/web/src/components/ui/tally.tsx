/** Strokes on one line before the marks give way to a bar. */
const MOST_STROKES = 30;

/**
 * Progress as tally marks: every fifth stroke crosses the four before it, done ones in ink and the rest faint.
 * Longer counts become a bar. Read out as "3 of 5 done".
 */
export function Tally({ done, total }: { done: number; total: number }) {
  const label = `${done} of ${total} done`;
  if (total > MOST_STROKES) {
    return <progress aria-label={label} value={done} max={total} className="bar w-40 max-w-full" />;
  }
  const groups = Math.ceil(total / 5);
  return (
    <svg
      role="img"
      aria-label={label}
      width={groups * 20}
      height="16"
      viewBox={`0 0 ${groups * 20} 16`}
      fill="none"
    >
      {Array.from({ length: total }, (_, index) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a stroke is its place
          key={index}
          d={stroke(index)}
          strokeWidth="1.6"
          strokeLinecap="round"
          className={index < done ? "stroke-pine" : "stroke-line-strong"}
        />
      ))}
    </svg>
  );
}

function stroke(index: number): string {
  const left = Math.floor(index / 5) * 20;
  const place = index % 5;
  return place === 4 ? `M${left + 1} 12L${left + 15} 4` : `M${left + 3 + place * 3.4} 3v10`;
}
