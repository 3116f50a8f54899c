import { brand } from "@/brand";
import { StatusGlyph } from "@/components/ui/status-glyph";

const reasons = [
  "A board you can work by mouse, by touch and by keyboard",
  "A list you can filter, sort and share by its address",
  "A history on every task: who changed what, and when",
];

/** What the product is, in one sentence and three reasons. */
export function Headline() {
  return (
    <section>
      <h1 className="mb-5 text-balance font-serif text-display font-normal tracking-[-0.02em]">
        Plan the work on <em className="font-serif-italic text-pine">ground that is yours</em>.
      </h1>
      <p className="mb-7 max-w-[46ch] text-lead text-ink-2">{brand.description}</p>
      <ul className="grid gap-2.5 text-body text-ink-2">
        {reasons.map((reason) => (
          <li key={reason} className="flex gap-2.5">
            <StatusGlyph status="completed" className="mt-[5px]" />
            {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
