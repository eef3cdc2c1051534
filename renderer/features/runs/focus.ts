// Where the focus and the eye go when a form or a refusal appears.
// Must not take the focus from a form that was there before.

/** A menu gives the focus back to its button a moment after it has closed; only then the form can have it. */
const afterMenuMs = 80;

/** As the `ref` of a form that a button or a menu unfolds; stable, so it acts only when the form appears. */
export function focusFirstField(form: HTMLElement | null): void {
  if (!form) return;
  window.setTimeout(() => form.querySelector<HTMLElement>('input, textarea, button')?.focus(), afterMenuMs);
}

/** As the `ref` of what must be seen when it appears. */
export function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
