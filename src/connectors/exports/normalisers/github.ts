import { z } from "zod";
import type { RecordResult } from "../mapping/compile.js";
import type { FileFacts } from "../mapping/facts.js";
import { own } from "../readers/path.js";
import { reject } from "./normaliser.js";
import { WireText } from "./wire.js";

/** A GitHub account as records carry it; `null` for a deleted one. */
export const WireUser = z.object({ login: z.string().min(1), type: WireText }).nullish();

/** Whether an account is an app or bot. */
export function isBot(user: z.infer<typeof WireUser>): boolean {
  return user != null && (user.type === "Bot" || /\[bot\]$/.test(user.login));
}

/**
 * owner/name of the repository a record is about: beside the records in the file, in one of the record's own API
 * addresses, or as the source says. A delivery's own repository wins.
 */
export function repositoryOf(facts: FileFacts, root: unknown, address?: string | null): string | undefined {
  const beside = own(root, "repository");
  const named = typeof beside === "string" ? beside : own(beside, "full_name");
  if (typeof named === "string") return named;
  return /\/repos\/([^/]+\/[^/]+)\//.exec(address ?? "")?.[1] ?? facts.repository ?? undefined;
}

/** Pull-request number: beside the records, in the record's address, or in the file's name. */
export function pullNumberOf(facts: FileFacts, root: unknown, address?: string | null): number | undefined {
  const beside = own(root, "pull_number") ?? own(root, "number");
  const text = String(beside ?? /\/pulls\/(\d+)(?:$|[/?#])/.exec(address ?? "")?.[1] ?? facts.fromPath.pull ?? "");
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The reject of a record whose repository nobody names. */
export function noRepository(): RecordResult {
  return reject(
    "repository",
    "nothing says which repository this is about",
    "Add `repository: owner/name` to the source.",
  );
}

/** The reject of a record whose pull request nobody names. */
export function noPullNumber(): RecordResult {
  return reject(
    "pull_number",
    "nothing says which pull request this belongs to",
    'Name the file after it (reviews-7.json, commits-7.json), or write {"pull_number": 7, ...} around the list.',
  );
}

/** The first ticket key in any of the texts, such as SEC-123. */
export function ticketKeyIn(...texts: readonly (string | null | undefined)[]): string | null {
  for (const text of texts) {
    const key = /(?:^|[^A-Za-z0-9])([A-Z][A-Z0-9]{1,9}-\d{1,7})(?![A-Za-z0-9-])/.exec(text ?? "")?.[1];
    if (key !== undefined && !/^(UTF|SHA|ISO|RFC|CVE)-/.test(key)) return key;
  }
  return null;
}
