/** What exports write where there is nothing. */
const EMPTY = ["", "n/a", "#n/a", "null", "-", "—", "0000-00-00"];
const WORD_CHARS_MAX = 64;

/** Whether a value of the source is no value: absent, null, or one of the usual words for nothing and `more`. */
export function emptyTest(more: readonly string[]): (raw: unknown) => boolean {
  const empty = new Set([...EMPTY, ...more].map((word) => word.toLowerCase()));
  return (raw) => {
    if (raw === undefined || raw === null) return true;
    return typeof raw === "string" && raw.length < WORD_CHARS_MAX && empty.has(raw.trim().toLowerCase());
  };
}
