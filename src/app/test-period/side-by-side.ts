/**
 * Does the work for each element, `atOnce` at a time; results in the order of the elements. After the first error no more
 * work is begun, and it is thrown when all that had been begun has ended: nobody works on what the caller then closes.
 */
export async function sideBySide<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (element: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const waiting = [...list.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, element] = next;
      try {
        results.set(index, await work(element, index));
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return [...results.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
