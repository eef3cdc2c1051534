// Where the focus goes when a form is unfolded by a button: into its first field.
// Must not take the focus from a form that was there before.

/** As the `ref` of the form; stable, so it acts only when the form appears. */
export function focusFirstField(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('input, textarea, button')?.focus();
}
