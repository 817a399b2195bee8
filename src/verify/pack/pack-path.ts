const PATH_BYTES_MAX = 1_024;
const SEGMENT_BYTES_MAX = 255;

/** Why a path may not stand in a pack; `undefined` when it may. Written for every file system, the strictest counts. */
export function pathProblem(path: string): string | undefined {
  if (path === "" || Buffer.byteLength(path) > PATH_BYTES_MAX) return "the path is empty or too long";
  if (path.startsWith("/") || path.startsWith("~") || /^[A-Za-z]:/.test(path)) return "the path is absolute";
  if (path.includes("\\")) return "the path holds a backslash";
  if (hasControl(path)) return "the path holds a control character";
  for (const segment of path.split("/")) {
    if (segment === "" || segment === "." || segment === "..") return "the path leads elsewhere";
    if (Buffer.byteLength(segment) > SEGMENT_BYTES_MAX) return "a name in the path is too long";
    if (/[ .]$/.test(segment)) return "a name in the path ends in a blank or dot";
  }
  return undefined;
}

/** What two paths have in common that some file system takes for one: letter case and Unicode spelling do not count. */
export function pathTwin(path: string): string {
  return path.normalize("NFC").toLowerCase().normalize("NFC").toUpperCase().toLowerCase();
}

function hasControl(path: string): boolean {
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f)) return true;
    if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return true;
  }
  return false;
}
