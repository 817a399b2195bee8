/**
 * Whether two ids, as people type them, name one person or role: spaces around and between, letter case, ligatures and
 * full width do not make a second person. Whoever relies on two people compares with this.
 */
export function isSamePerson(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(id: string): string {
  return id.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}
