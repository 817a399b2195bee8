import { AppError } from "../../base/app-error.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { EpochMs } from "../../base/instant.js";

/** An item of a population as selection needs it. */
export interface Listed {
  readonly id: string;
  readonly occurredAt: EpochMs;
}

/**
 * The items in canonical order, by moment and then by the bytes of their ids (domain 3.6). Ids are NFC-normalised, so
 * that two spellings of one accented letter are one id wherever the list came from.
 *
 * @throws AppError `bad-input` when two items have the same id after that.
 */
export function canonicalOrder<T extends Listed>(items: readonly T[]): readonly T[] {
  const normalised = items.map((item) => {
    const id = item.id.normalize("NFC");
    return id === item.id ? item : { ...item, id };
  });
  requireUnique(normalised);
  return normalised.sort((a, b) => a.occurredAt - b.occurredAt || compareUtf8(a.id, b.id));
}

/** SHA-256 of {@link hashedIds}, one a line and no line end after the last: names a frozen population (domain 3.6). */
export function populationHash(items: readonly Pick<Listed, "id">[]): Sha256 {
  return sha256(hashedIds(items).join("\n"));
}

/**
 * The ids that name a population, NFC-normalised and in order of their bytes.
 *
 * @throws AppError `bad-input` when two items have the same id after that.
 */
export function hashedIds(items: readonly Pick<Listed, "id">[]): readonly string[] {
  const ids = items.map(({ id }) => id.normalize("NFC")).sort(compareUtf8);
  const twice = ids.find((id, index) => id === ids[index - 1]);
  if (twice !== undefined) throw listedTwice(twice);
  return ids;
}

/** Orders texts as their UTF-8 bytes do. UTF-16 puts the letters beyond the first plane before U+E000; UTF-8 does not. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < SURROGATES) return unit;
  return unit < PRIVATE_USE ? unit + 0x2000 : unit - 0x800;
}

const SURROGATES = 0xd800;
const PRIVATE_USE = 0xe000;

function requireUnique(items: readonly Listed[]): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw listedTwice(id);
    seen.add(id);
  }
}

function listedTwice(id: string): AppError {
  return new AppError({
    code: "bad-input",
    message: `the population lists the item ${JSON.stringify(id)} twice, so nothing counted or drawn from it would be right`,
    fix: "Give each item an id of its own in the source, or mend the population's query, then run this again.",
  });
}
