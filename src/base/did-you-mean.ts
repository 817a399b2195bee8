/** ` (did you mean "x"?)` for the nearest known word, or nothing when none is near. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const near = nearestWord(word, known);
  return near === undefined ? "" : ` (did you mean "${near}"?)`;
}

/** The known word with the fewest edits, if they are at most a third of its length (at least two). */
function nearestWord(word: string, known: Iterable<string>): string | undefined {
  const wanted = folded(word);
  let best: { word: string; edits: number } | undefined;
  for (const each of known) {
    const edits = editsBetween(wanted, folded(each));
    if (best === undefined || edits < best.edits) best = { word: each, edits };
  }
  if (best === undefined) return undefined;
  return best.edits <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : undefined;
}

function folded(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, " ");
}

/** Insertions, deletions and replacements (Levenshtein), by rows. */
function editsBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
