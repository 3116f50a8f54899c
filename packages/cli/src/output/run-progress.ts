import type { RunProgress } from "@acre/core/platform";
import { SingleBar } from "cli-progress";

export interface ShownRun {
  show(progress: RunProgress): void;
  stop(): void;
}

const everyMs = 2000;

/**
 * How a run over the fleet comes along, on stderr: a bar with the rate and the time that is left in a terminal, a line
 * now and then where there is none, nothing for programs.
 */
export function showRun(json: boolean): ShownRun {
  if (json) return { show() {}, stop() {} };
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): ShownRun {
  let shown: SingleBar | null = null;
  let rate: (done: number) => number;
  return {
    show({ wave, done, total, failed }) {
      if (shown === null) {
        shown = new SingleBar({
          format: "Wave {wave} {bar} {value}/{total} {failures} {rate}/s {left} left",
          hideCursor: true,
        });
        shown.start(total, done, { wave, failures: "", rate: "–", left: "–" });
        rate = rateSince(done);
      }
      const perSecond = rate(done);
      shown.setTotal(total);
      shown.update(done, {
        wave,
        failures: failed === 0 ? "" : `${failed} failed`,
        rate: rateText(perSecond),
        left: leftText(total - done, perSecond),
      });
    },
    stop: () => shown?.stop(),
  };
}

function lines(): ShownRun {
  let last = Number.NEGATIVE_INFINITY;
  let rate: ((done: number) => number) | null = null;
  return {
    show({ wave, done, total, failed }) {
      rate ??= rateSince(done);
      const perSecond = rate(done);
      if (performance.now() - last < everyMs && done < total) return;
      last = performance.now();
      const left = leftText(total - done, perSecond);
      process.stderr.write(
        `Wave ${wave}: ${done} of ${total}, ${failed} failed, ${rateText(perSecond)}/s, ${left} left\n`,
      );
    },
    stop() {},
  };
}

function rateSince(first: number): (done: number) => number {
  const begun = performance.now();
  return (done) => {
    const seconds = (performance.now() - begun) / 1000;
    return seconds > 0 ? (done - first) / seconds : 0;
  };
}

function rateText(perSecond: number): string {
  return perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
}

/** How long so many take at that rate, for people. */
function leftText(count: number, perSecond: number): string {
  if (count === 0) return "0 s";
  if (perSecond <= 0) return "–";
  const seconds = Math.ceil(count / perSecond);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
