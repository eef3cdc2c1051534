// Joins class names, leaving out what does not apply.
// Must not know any class.

/** `classes('ui-row', isNext && 'ui-row-next')` → `ui-row` or `ui-row ui-row-next`. */
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
