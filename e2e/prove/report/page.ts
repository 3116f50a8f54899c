import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../support/server";
import type { Part } from "../run/part";
import { holds, lastLine, nameOf, type Report } from "./report";

/** A run as one page that needs nothing else: for whoever asks whether one customer can see another's work. */
export function pageOf(report: Report): string {
  const { parts } = report;
  const good = holds(report);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(lastLine(report))}</title>
<style>${readFileSync(join(root, "apps/web/src/styles/tokens.css"), "utf8")}${style}</style>
<script>if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.theme = "dark"</script>
<main>
<header>
<p class="mark">${tally} Proof of isolation</p>
<h1>${good ? "One customer saw nothing of another." : "Something is to be looked at."}</h1>
<p class="lead">The application was built and started as it is served, filled with workspaces in which every field held
a text found nowhere else, and attacked with other customers' sessions, keys, ids and cursors. Every answer was
searched for those texts, and held against the answer to an id that nobody has.</p>
</header>
<dl class="figures">
${figure("Attempts", report.attempts, "")}
${figure("Leaks", report.leaks, report.leaks === 0 ? "good" : "bad")}
${figure("Unclassified", report.unclassified.length + report.unproven.length, report.unclassified.length + report.unproven.length === 0 ? "good" : "bad")}
${figure(
  "Rightful calls",
  sum(parts, ({ allowances }) => allowances),
  "",
)}
</dl>
<p class="when">${escaped(report.begun.slice(0, 16).replace("T", " "))} UTC, ${duration(report.seconds)}; ${report.surface.routes} routes and
${report.surface.pages} pages, as the build lists them.</p>
${parts.some(({ leaks }) => leaks.length > 0) ? leaksOf(parts) : ""}
${listOf("Unclassified", "The build answers at these, and nobody has said what they are.", report.unclassified)}
${listOf("Refused to their rightful callers", "Where nobody gets in, a refusal shows nothing.", report.unproven)}
${countsOf("Who tried", "Attempts by credential. A zero means that it was not tried on that model.", parts, (part) => part.byCaller)}
${countsOf("How it was tried", "Attempts by the place in which another workspace was named.", parts, waysOf)}
${timingOf(parts)}
${countsOf("Where it was tried", "Attempts by route and page.", parts, (part) => part.byTarget)}
</main>
`;
}

const style = `
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/24px "Instrument Sans Variable", ui-sans-serif, system-ui, sans-serif }
main { max-width: 1080px; margin: 0 auto; padding: 56px 32px 96px }
.mark { display: flex; gap: 8px; align-items: center; margin: 0 0 24px; font-weight: 600; font-size: 14px }
.mark svg { color: var(--pine) }
h1, h2 { font-family: "Newsreader Variable", ui-serif, Georgia, serif; text-wrap: balance }
h1 { font-weight: 400; font-size: 44px; line-height: 1.1; letter-spacing: -.02em; margin: 0 0 16px }
h2 { font-weight: 500; font-size: 22px; line-height: 30px; margin: 48px 0 4px }
.lead { color: var(--ink-2); max-width: 62ch; margin: 0 }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1px; margin: 40px 0 12px; background: var(--line); border: 1px solid var(--line); border-radius: 10px; overflow: hidden }
.figures div { background: var(--paper-raised); padding: 16px 20px }
dt { color: var(--ink-2); font-size: 13px }
dd { margin: 4px 0 0; font-size: 28px; line-height: 36px; font-variant-numeric: tabular-nums }
.good dd { color: var(--done) }
.bad dd { color: var(--urgent) }
.when, .note { color: var(--ink-2); font-size: 13px; line-height: 20px; margin: 0 0 16px; max-width: 75ch }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--paper-raised) }
table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 20px }
th, td { padding: 7px 14px; text-align: left; vertical-align: top; border-top: 1px solid var(--line) }
thead th { border-top: 0; color: var(--ink-2); font-weight: 500; background: var(--paper-sunk); white-space: nowrap }
tbody th { font-weight: 400 }
.counts thead th + th { text-align: right }
@media (max-width: 640px) { table { min-width: 560px } }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
code { font: 12px/20px "JetBrains Mono Variable", ui-monospace, monospace; overflow-wrap: anywhere }
ul { padding-left: 20px; margin: 0 }
@media (max-width: 640px) { main { padding: 32px 16px 64px } h1 { font-size: 32px } .figures { grid-template-columns: 1fr 1fr } }
`;

const tally =
  '<svg width="18" height="18" viewBox="0 0 15 14" aria-hidden="true"><path d="M3 2v10M6 2v10M9 2v10M12 2v10M1 10.5L14 3.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></svg>';

function figure(name: string, value: number, mood: string): string {
  return `<div class="${mood}"><dt>${name}</dt><dd>${grouped(value)}</dd></div>`;
}

function leaksOf(parts: Part[]): string {
  const rows = parts.flatMap((part) =>
    part.leaks.map(({ kind, target, caller, way, detail }) => [
      nameOf(part),
      kind,
      target,
      caller,
      way,
      detail,
    ]),
  );
  const head = ["Model", "What", "Where", "Who", "How", "Seen"];
  return `<h2>Leaks</h2>${table(
    head,
    rows.slice(0, 500).map((row) => row.map((cell) => `<td><code>${escaped(cell)}</code></td>`).join("")),
  )}`;
}

function countsOf(
  title: string,
  note: string,
  parts: Part[],
  counts: (part: Part) => Record<string, number>,
): string {
  const names = [...new Set(parts.flatMap((part) => Object.keys(counts(part))))];
  const rows = names.map(
    (name) =>
      `<th scope="row">${escaped(name)}</th>${parts.map((part) => `<td class="number">${grouped(counts(part)[name] ?? 0)}</td>`).join("")}`,
  );
  return `<h2>${title}</h2><p class="note">${note}</p><div class="counts">${table(["", ...parts.map(nameOf)], rows)}</div>`;
}

/** The ways by the place that is named, such as `path` of `path [id]: another workspace's id`. */
function waysOf({ byWay }: Part): Record<string, number> {
  const places: Record<string, number> = {};
  for (const [way, attempts] of Object.entries(byWay)) {
    const place = way.split(/[:,]/, 1)[0] ?? way;
    places[place] = (places[place] ?? 0) + attempts;
  }
  return places;
}

function timingOf(parts: Part[]): string {
  const rows = parts.flatMap((part) =>
    part.timing === null
      ? []
      : part.timing.widest.map(
          ({ target, way, p, shift, base }) =>
            `<th scope="row">${escaped(nameOf(part))}</th><td><code>${escaped(target)}</code></td><td>${escaped(way)}</td><td class="number">${base.toFixed(2)} ms</td><td class="number">${shift.toFixed(2)} ms</td><td class="number">${p.toPrecision(2)}</td>`,
        ),
  );
  if (rows.length === 0) return "";
  const note =
    "Requests for another workspace's ids and for made-up ones, one at a time and by turns, compared with the Mann–Whitney U test. Two are told apart below p = 0.001 over all pairs together and by more than 0.3 ms and a tenth of the usual time. These stood furthest apart.";
  return `<h2>How long it took</h2><p class="note">${note}</p>${table(["Model", "Where", "How", "Made-up", "Apart by", "p"], rows)}`;
}

function listOf(title: string, note: string, lines: string[]): string {
  if (lines.length === 0) return "";
  const items = lines.map((line) => `<li><code>${escaped(line)}</code></li>`).join("");
  return `<h2>${title}</h2><p class="note">${note}</p><ul>${items}</ul>`;
}

function table(head: string[], rows: string[]): string {
  const titles = head.map((title) => `<th scope="col">${escaped(title)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row}</tr>`).join("\n");
  return `<div class="scroll"><table><thead><tr>${titles}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function sum(parts: Part[], of: (part: Part) => number): number {
  return parts.reduce((total, part) => total + of(part), 0);
}

function grouped(value: number): string {
  return value.toLocaleString("en-GB");
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
