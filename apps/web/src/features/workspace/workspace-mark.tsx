/** The first letter of a workspace's name on the accent. Decoration beside its name. */
export function WorkspaceMark({ name }: { name: string }) {
  return (
    <i
      aria-hidden="true"
      className="grid size-[22px] shrink-0 place-items-center rounded-s bg-pine font-semibold text-pine-ink text-small not-italic"
    >
      {[...name.trim()][0]?.toLocaleUpperCase("en") ?? "?"}
    </i>
  );
}
