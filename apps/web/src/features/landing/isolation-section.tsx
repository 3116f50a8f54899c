const points = [
  {
    title: "A database each",
    text: "A new workspace gets a database file of its own, not rows in a table it shares. There is no query in which another company's tasks could appear.",
  },
  {
    title: "One door, one guard",
    text: "Every page and every request goes through the same check: who are you, and are you a member of this workspace right now? Somebody who was removed is out at the next click.",
  },
  {
    title: "Silence about others",
    text: "Ask for a task of another workspace and the answer is the same as for one that never was. The same holds for the workspace itself.",
  },
];

/** How workspaces are kept apart, in plain words. */
export function IsolationSection() {
  return (
    <section id="isolation" aria-labelledby="isolation-title" className="border-t border-line bg-sunk">
      <div className="mx-auto grid max-w-[1120px] gap-8 px-10 py-16 max-md:px-5 max-md:py-10">
        <h2 id="isolation-title" className="font-serif text-[30px] leading-[38px]">
          How isolation works
        </h2>
        <ol className="grid gap-8 md:grid-cols-3">
          {points.map(({ title, text }) => (
            <li key={title} className="grid content-start gap-2 border-t-2 border-pine pt-4">
              <h3 className="page-title text-[18px] leading-6">{title}</h3>
              <p className="text-body text-ink-2">{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
