import { type ReactNode, useId } from "react";

interface SettingsSectionProps {
  title: string;
  intro?: ReactNode;
  danger?: boolean;
  children: ReactNode;
}

/** One subject of the settings. */
export function SettingsSection({ title, intro, danger, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-8 max-w-[640px] border-line border-t pt-5">
      <h2 id={id} className={danger ? "font-semibold text-urgent" : "font-semibold"}>
        {title}
      </h2>
      {intro && <p className="mt-1 text-ink-2">{intro}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
