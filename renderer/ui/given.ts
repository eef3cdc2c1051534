// Leaves out props that were not given, for libraries that tell a missing prop from an undefined one.
// Must not change a value.

type Given<Props> = { [Name in keyof Props]?: Exclude<Props[Name], undefined> };

/** The same props without those that are undefined; to be spread. */
export function given<Props extends object>(props: Props): Given<Props> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Given<Props>;
}
