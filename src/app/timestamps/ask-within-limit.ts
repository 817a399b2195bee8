import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import type { Stamp } from "../../ledger/timestamp/verify-stamp.js";
import type { FilePort } from "../workspace/open-workspace.js";
import { askAuthority } from "./ask-authority.js";
import type { Authority } from "./authorities.js";
import { mayAskFrom, readStampState, recentTries, writeStampState } from "./stamp-state.js";
import type { StampingPort } from "./stamping-port.js";

/** Whatever else is time-stamped leaves half of an authority's tries to the log itself. */
const OTHER_TRIES_PER_HOUR = 2;

/** What came of asking for a time-stamp that is not the log's own. */
export type AskedWithinLimit =
  | { readonly kind: "stamped"; readonly response: Uint8Array; readonly stamp: Stamp }
  /** Everybody was asked often enough within the hour. */
  | { readonly kind: "held-back"; readonly until: Instant }
  | { readonly kind: "failed"; readonly message: string; readonly fix: string };

/** What concerns one authority only; everything else (the disk, an abort) stops the whole. */
const IS_OF_AUTHORITY: ReadonlySet<string> = new Set(["source-failed", "limit-reached", "access-denied"]);

export interface AskWithinLimit {
  readonly authorities: readonly Authority[];
  readonly message: Uint8Array;
  readonly stamping: Pick<StampingPort, "send" | "now" | "nonce">;
  /** Files of the workspace; the lock of its ledger must be held, since what was asked is noted there. */
  readonly files: Pick<FilePort, "read" | "write">;
  readonly signal?: AbortSignal;
}

/** Asks one authority after the other, none of them too often, until one gives a time-stamp that holds. */
export async function askWithinLimit(input: AskWithinLimit): Promise<AskedWithinLimit> {
  const { authorities, message, stamping, files, signal } = input;
  const waits: Instant[] = [];
  let failure: AppError | undefined;
  for (const authority of authorities) {
    const until = await heldBackUntil(authority, input);
    if (until !== undefined) {
      waits.push(until);
      continue;
    }
    await noteTry(authority, { files, now: stamping.now() });
    try {
      const asked = { send: stamping.send, message, nonce: stamping.nonce() };
      return {
        kind: "stamped",
        ...(await askAuthority(authority, signal === undefined ? asked : { ...asked, signal })),
      };
    } catch (error) {
      if (!(error instanceof AppError) || !IS_OF_AUTHORITY.has(error.code)) throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) return { kind: "failed", message: failure.message, fix: failure.fix };
  const [until] = waits.sort();
  if (until === undefined) throw new Error("nobody was named whom to ask");
  return { kind: "held-back", until };
}

async function heldBackUntil({ url }: Authority, { files, stamping }: AskWithinLimit): Promise<Instant | undefined> {
  const own = (await readStampState(files)).authorities[url] ?? { tries: [] };
  return mayAskFrom(own, stamping.now(), OTHER_TRIES_PER_HOUR);
}

/** Noted before it is sent: a process that dies while it asks has asked. */
async function noteTry(
  { url }: Authority,
  { files, now }: { readonly files: AskWithinLimit["files"]; readonly now: Instant },
): Promise<void> {
  const state = await readStampState(files);
  const own = state.authorities[url] ?? { tries: [] };
  const tried = { ...own, tries: [...recentTries(own.tries, now), now] };
  await writeStampState({ ...state, authorities: { ...state.authorities, [url]: tried } }, files);
}
