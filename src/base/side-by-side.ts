/**
 * Does the work for each element, `atOnce` at a time; results in the order of the elements. After a failure nothing more
 * is begun, and the first is thrown when all that had been begun has ended: nobody works on what the caller then closes.
 */
export async function sideBySide<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (element: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const rest = list.entries();
  let failure: { readonly error: unknown } | undefined;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, element] of rest) {
        if (failure !== undefined) return;
        try {
          results.set(index, await work(element, index));
        } catch (error) {
          failure ??= { error };
        }
      }
    }),
  );
  if (failure !== undefined) throw failure.error;
  return [...results.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
