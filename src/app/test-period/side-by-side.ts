/** Queries of small populations are bound by planning, on one core each: so many run side by side. */
const AT_ONCE = 3;

/** Does the work for each element, a few at a time; results in the order of the elements. The first error ends it. */
export async function sideBySide<T, R>(
  list: readonly T[],
  work: (element: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const waiting = [...list.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, element] = next;
      results.set(index, await work(element, index));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return [...results.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
