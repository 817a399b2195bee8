import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import { parseJson } from "../../base/parse-json.js";
import { textOf } from "../../base/pieces.js";
import type { EvidenceFacts } from "./capture-index.js";

const Asked = z.looseObject({ key: z.string().min(1) });

interface Questions {
  openBlob(sha256: Sha256): AsyncIterable<Uint8Array>;
  /** Questions that could not be read, and why. */
  readonly unread: Map<Sha256, unknown>;
}

/**
 * The key of a capture; one that may name a person stands in the blob of the question only. `undefined`: that cannot be
 * read, which is noted.
 */
export async function askedKey(
  { source }: Pick<EvidenceFacts, "source">,
  { openBlob, unread }: Questions,
): Promise<string | undefined> {
  if (source.key !== undefined) return source.key;
  try {
    const asked = Asked.safeParse(parseJson(await textOf(openBlob(source.asked))));
    if (asked.success) return asked.data.key;
    unread.set(source.asked, unsaid(source.asked));
  } catch (error) {
    unread.set(source.asked, error);
  }
  return undefined;
}

function unsaid(question: Sha256): AppError {
  return new AppError({
    code: "store-damaged",
    message: `blob ${question} does not say what was asked`,
    fix: "Run: lookback verify. It names every blob and key that is not what it should be.",
  });
}
