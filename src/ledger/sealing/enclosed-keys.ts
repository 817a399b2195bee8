import { z } from "zod";
import { parseSha256, type Sha256 } from "../../base/digest.js";
import { parseJson } from "../../base/parse-json.js";
import { KEY_BYTES } from "./data-key.js";
import type { DataKey } from "./keyring-format.js";

/** Where a pack carries the keys of the sealed blobs that its recipient may read. */
export const ENCLOSED_KEYS = "keys/enclosed.ndjson";

const EnclosedKey = z.strictObject({
  blob: z.string(),
  key: z.base64(),
  received: z.string(),
  question: z.string(),
});

/** A line of the keys that a pack encloses. */
export function enclosedKeyLine(blob: Sha256, { key, received, question }: DataKey): string {
  return `${JSON.stringify({ blob, key: Buffer.from(key).toString("base64"), received, question })}\n`;
}

/** Reads the keys that a pack encloses, by the sealed blob of each. @returns `undefined` for text that is none. */
export function parseEnclosedKeys(text: string): ReadonlyMap<Sha256, DataKey> | undefined {
  const keys = new Map<Sha256, DataKey>();
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const parsed = EnclosedKey.safeParse(parseJson(line));
    const [blob, received, question] = [parsed.data?.blob, parsed.data?.received, parsed.data?.question].map((each) =>
      parseSha256(each ?? ""),
    );
    if (!parsed.success || blob === undefined || received === undefined || question === undefined) return undefined;
    const key = Buffer.from(parsed.data.key, "base64");
    if (key.length !== KEY_BYTES || keys.has(blob)) return undefined;
    keys.set(blob, { key, received, question });
  }
  return keys;
}
