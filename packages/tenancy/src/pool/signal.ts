/** Something that happens once and can be waited for. */
export interface Signal {
  readonly happened: Promise<void>;
  fire(): void;
}

export function createSignal(): Signal {
  let fire = () => {};
  const happened = new Promise<void>((resolve) => {
    fire = resolve;
  });
  return { happened, fire };
}
