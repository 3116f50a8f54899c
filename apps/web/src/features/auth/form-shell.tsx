import { type ComponentProps, type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

interface FormShellProps extends ComponentProps<"form"> {
  title: string;
  intro?: ReactNode;
  action: string;
  busyAction: string;
  busy: boolean;
  problem?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  /** h1 where the form is the page, h2 where it stands beside a headline. */
  level?: "h1" | "h2";
}

/** The raised sheet that every form of the public pages is written on. */
export function FormShell({
  title,
  intro,
  action,
  busyAction,
  busy,
  problem,
  children,
  footer,
  level: Heading = "h1",
  ...form
}: Omit<FormShellProps, "action"> & { action: string }) {
  const id = useId();
  return (
    <form
      aria-labelledby={id}
      className="grid w-full gap-4 rounded-l border border-line bg-raised p-7 shadow-float max-sm:p-5"
      {...form}
    >
      <Heading id={id} className="page-title text-[24px]">
        {title}
      </Heading>
      {intro && <p className="text-ui text-ink-2">{intro}</p>}
      {children}
      {problem && <Notice kind="error">{problem}</Notice>}
      <Button kind="primary" size="l" type="submit" aria-disabled={busy}>
        {busy ? busyAction : action}
      </Button>
      {footer && <div className="text-small leading-[18px] text-ink-3">{footer}</div>}
    </form>
  );
}
