import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { isLoopback } from "../../base/loopback.js";
import { rawKey } from "../../ledger/note.js";
import { parseWitnessKey } from "../../ledger/witness/cosignature.js";
import { formatPolicy, parsePolicy } from "../../ledger/witness/policy.js";

/** A witness that the workspace asks: where it is, and the one line with its key. */
export const ConfiguredWitness = z.strictObject({
  url: z.string().refine(isWitnessUrl, "expected https://..., or http:// to this machine, without a query"),
  vkey: z.string().refine((text) => parseWitnessKey(text) !== undefined, "expected the verifier key of a witness"),
});
export type ConfiguredWitness = z.infer<typeof ConfiguredWitness>;

/** All of them. One name or one key twice would let one witness count as two. */
export const ConfiguredWitnesses = z
  .array(ConfiguredWitness)
  .max(32)
  .refine((all) => isDistinct(all.map(({ vkey }) => vkey.split("+", 1)[0])), "two witnesses have one name")
  .refine((all) => isDistinct(all.map(({ vkey }) => keyText(vkey))), "two witnesses have one key");

/** How many of them must have cosigned a head. */
export const WitnessQuorum = z.union([z.enum(["any", "all"]), z.int().min(1)], {
  error: "expected any, all or a number",
});
export type WitnessQuorum = z.infer<typeof WitnessQuorum>;

/**
 * The policy of a workspace as the text that stands in its evidence and in pins.
 *
 * @throws AppError `bad-config` when the quorum asks for more witnesses than there are.
 */
export function policyText(
  witnesses: readonly ConfiguredWitness[],
  { quorum, logKey }: { readonly quorum: WitnessQuorum; readonly logKey: string },
): string {
  const counts = { any: Math.min(1, witnesses.length), all: witnesses.length };
  const threshold = typeof quorum === "number" ? quorum : counts[quorum];
  const named = witnesses.map(({ vkey }) => ({ name: vkey.split("+", 1)[0] ?? "", vkey }));
  const text = formatPolicy({ logKey, witnesses: named, threshold });
  if (threshold > witnesses.length || !parsePolicy(text).ok) {
    throw new AppError({
      code: "bad-config",
      message: `lookback.yaml: witness_quorum asks for ${threshold} of ${witnesses.length} witnesses`,
      fix: "Name more witnesses, or ask for fewer of them.",
    });
  }
  return text;
}

function isWitnessUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  const isPrivate = protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
  return isPrivate && `${search}${hash}${username}${password}` === "";
}

function keyText(vkey: string): string | undefined {
  const key = parseWitnessKey(vkey);
  return key === undefined ? undefined : rawKey(key.publicKey).toString("hex");
}

function isDistinct(texts: readonly (string | undefined)[]): boolean {
  const named = texts.filter((text) => text !== undefined);
  return new Set(named).size === named.length;
}
