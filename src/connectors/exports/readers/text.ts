import { BadBytes } from "./bad-bytes.js";
import { headOf, type Open } from "./bytes.js";

/** Encodings a file can be read in. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How the encoding was found; `assumed` means that the bytes are not UTF-8 and nobody declared what they are. */
export interface EncodingFound {
  readonly encoding: Encoding;
  readonly basis: "declared" | "byte order mark" | "pattern" | "utf-8" | "assumed";
}

/** Finds the encoding: declared, byte order mark, NUL pattern, UTF-8 if the whole file decodes, else Windows-1252. */
export async function detectEncoding(open: Open, declared: Encoding | undefined): Promise<EncodingFound> {
  if (declared !== undefined) return { encoding: declared, basis: "declared" };
  const head = await headOf(open, 64);
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", basis: "byte order mark" };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", basis: "byte order mark" };
  const pattern = utf16Pattern(head);
  if (pattern !== undefined) return { encoding: pattern, basis: "pattern" };
  return (await isUtf8(open)) ? { encoding: "utf-8", basis: "utf-8" } : { encoding: "windows-1252", basis: "assumed" };
}

/** The text in pieces, byte order mark removed. @throws BadBytes where the bytes are not in that encoding. */
export async function* decoded(open: Open, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of open()) {
    const text = decodeOr(() => decoder.decode(chunk, { stream: true }), encoding);
    if (text !== "") yield text;
  }
  const rest = decodeOr(() => decoder.decode(), encoding);
  if (rest !== "") yield rest;
}

/** Lines without their ends (`\n`, `\r\n` or a lone `\r`), streamed. @throws BadBytes for a line beyond `limit`. */
export async function* lines(text: AsyncIterable<string>, limit: number): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of text) {
    const joined = rest + piece;
    const parts = joined.split(/\r\n|\n|\r(?!$)/);
    rest = parts.pop() ?? "";
    yield* parts;
    if (rest.length > limit) {
      throw new BadBytes(`a line is longer than ${limit} characters`, "Check that the file is what its name says.");
    }
  }
  if (rest !== "") yield* rest.replace(/\r$/, "").split("\r");
}

function decodeOr(decode: () => string, encoding: Encoding): string {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new BadBytes(
      `the bytes are not ${encoding} text`,
      "Declare the right `encoding` on the source, or export the file again.",
    );
  }
}

function utf16Pattern(head: Buffer): Encoding | undefined {
  const pairs = Math.floor(head.length / 2);
  if (pairs < 4) return undefined;
  let [low, high] = [0, 0];
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[2 * pair] === 0 && head[2 * pair + 1] !== 0) high += 1;
    if (head[2 * pair] !== 0 && head[2 * pair + 1] === 0) low += 1;
  }
  if (low > pairs * 0.7) return "utf-16le";
  return high > pairs * 0.7 ? "utf-16be" : undefined;
}

async function isUtf8(open: Open): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of open()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
