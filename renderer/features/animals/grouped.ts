// Things put together by what they have in common, in the order in which they first came.
// Must not sort.

export function grouped<One>(
  list: readonly One[],
  keyOf: (one: One) => string,
): readonly (readonly [key: string, members: readonly One[]])[] {
  const groups = new Map<string, One[]>();
  for (const one of list) {
    const key = keyOf(one);
    const members = groups.get(key);
    if (members) members.push(one);
    else groups.set(key, [one]);
  }
  return [...groups];
}
