import { type FocusEvent, type FormEvent, useRef, useState } from "react";
import type { ZodType } from "zod";
import { ApiError, messageOf } from "@/lib/api";

type Errors = Record<string, string>;

interface FormOptions<Values> {
  /**
   * Loads the schema the server uses too. It comes when the form is first touched: the page does not wait for it.
   * Without one the server checks alone.
   */
  schema?: () => Promise<ZodType<unknown, Values>>;
  /** Sends the values. An ApiError's fields go below their controls, any other message above the button. */
  submit: (values: Values) => Promise<void>;
}

/**
 * A form whose controls keep their own text, so that nothing typed is lost before the script runs or after a failure.
 * Controls are found by their `name`. A field is checked when it is left, and all of them when the form is sent.
 */
export function useForm<Values extends Record<string, string>>({ schema, submit }: FormOptions<Values>) {
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const loaded = useRef<Promise<ZodType<unknown, Values> | null> | null>(null);

  function load() {
    loaded.current ??= schema?.() ?? Promise.resolve(null);
    return loaded.current;
  }

  async function onBlur(event: FocusEvent<HTMLFormElement>) {
    const field = event.target;
    const form = event.currentTarget;
    if (!(field instanceof HTMLInputElement) || field.value === "") return;
    const found = await check(load, valuesOf<Values>(form));
    // A message that comes or goes moves the button; while it is being pressed, the click would miss it.
    if (form.querySelector("button:active")) return;
    setErrors((shown) => replaceOne(shown, field.name, found[field.name]));
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    setBusy(true);
    setProblem(null);
    const failed = await attempt(form);
    if (failed) setBusy(false);
    if (failed) focusFirst(form, failed);
  }

  /** The errors shown, or null when the form has been accepted. The button stays busy then: the page is about to change. */
  async function attempt(form: HTMLFormElement): Promise<Errors | null> {
    const values = valuesOf<Values>(form);
    const found = await check(load, values);
    setErrors(found);
    if (Object.keys(found).length > 0) return found;
    try {
      await submit(values);
      return null;
    } catch (error) {
      const refused = Object.fromEntries(
        error instanceof ApiError ? error.fields.map((one) => [one.field, one.message]) : [],
      );
      setErrors(refused);
      setProblem(error instanceof ApiError ? error : new ApiError(0, messageOf(error)));
      return refused;
    }
  }

  return {
    errors,
    /** What the server said about the form as a whole; null when every message stands at a field. */
    problem: problem && Object.keys(errors).length > 0 && problem.status === 422 ? null : problem,
    busy,
    /** Lets a form that stays on the page be used again after it was accepted. */
    done: () => setBusy(false),
    form: { noValidate: true, method: "post", onFocus: () => void load(), onBlur, onSubmit } as const,
  };
}

async function check<Values>(
  load: () => Promise<ZodType<unknown, Values> | null>,
  values: Values,
): Promise<Errors> {
  // Without the schema (a lost connection) the server checks alone.
  const schema = await load().catch(() => null);
  const result = schema?.safeParse(values);
  if (!result || result.success) return {};
  return Object.fromEntries(
    result.error.issues.toReversed().map((issue) => [issue.path.join("."), issue.message]),
  );
}

function valuesOf<Values>(form: HTMLFormElement): Values {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])) as Values;
}

function replaceOne(errors: Errors, name: string, message: string | undefined): Errors {
  const { [name]: _, ...rest } = errors;
  return message ? { ...rest, [name]: message } : rest;
}

function focusFirst(form: HTMLFormElement, errors: Errors): void {
  const controls = [...form.elements].filter((element) => element instanceof HTMLInputElement);
  const first = controls.find((control) => control.name in errors) ?? controls.at(-1);
  first?.focus();
}
