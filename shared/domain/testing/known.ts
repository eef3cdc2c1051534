// For tests: a value that must be there. A test that looks up what is missing fails with a sentence.
// Must not be imported by anything but tests.

export function known<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('The test expected a value here.');
  return value;
}
