import { stat } from "node:fs/promises";

/** What a file looks like without reading it: another text once it is another file. One that is not there looks like nothing. */
export async function fileLook(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? "" : `${found.ino}:${found.size}:${found.mtimeNs}:${found.ctimeNs}`;
}
