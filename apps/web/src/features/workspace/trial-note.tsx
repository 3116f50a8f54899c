const TRIAL_DAYS = 30;

/** How long the trial still lasts. Nothing is said on another plan. */
export function TrialNote({ plan, daysLeft }: { plan: string; daysLeft: number }) {
  if (plan !== "trial") return null;
  const words = daysLeft === 1 ? "1 day left" : `${daysLeft} days left`;
  return (
    <div className="border-line border-t px-2 pt-3 pb-1 text-ink-2">
      {daysLeft > 0 ? `Trial, ${words}` : "The trial has ended"}
      <progress
        aria-label="Trial used"
        max={TRIAL_DAYS}
        value={Math.min(TRIAL_DAYS, Math.max(0, TRIAL_DAYS - daysLeft))}
        className="bar mt-2 block w-full"
      />
    </div>
  );
}
