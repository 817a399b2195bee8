import { type LogVerifier, parseVerifierKey } from "../checkpoint.js";
import { type NoteKey, rawKey } from "../note.js";
import { parseWitnessKey } from "./cosignature.js";

/** A witness of a policy. Its name means something inside the policy only. */
export interface PolicyWitness {
  readonly name: string;
  readonly key: NoteKey;
  readonly url?: string;
}

/** At least `threshold` of the members; a member is the name of a witness or of another group. */
interface PolicyGroup {
  readonly threshold: number;
  readonly members: readonly string[];
}

/** Whose checkpoints are believed, and how many witnesses must have cosigned them (C2SP tlog-policy). */
export interface WitnessPolicy {
  readonly logs: readonly LogVerifier[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: ReadonlyMap<string, PolicyGroup>;
  /** A witness, a group, or `none`. */
  readonly quorum: string;
}

export type ParsedPolicy =
  | { readonly ok: true; readonly policy: WitnessPolicy }
  /** `line` counts from 1; 0 is the text as a whole. */
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Where the policy that a log was written under stands in an evidence folder, and in a pack. */
export const POLICY_FILE = "trust/witness-policy";

/** Most lines of one kind: the specification asks for 32. */
const ENTRIES_MAX = 1_000;
const NONE = "none";

/** Reads a policy. Whatever the specification does not allow is refused, with its line. */
export function parsePolicy(text: string): ParsedPolicy {
  if (text !== "" && !text.endsWith("\n")) return refused(0, "the last line has no end");
  const draft = new PolicyDraft();
  for (const [at, line] of text.split("\n").slice(0, -1).entries()) {
    if (/[^\t\P{Cc}]/u.test(line)) return refused(at + 1, "a control character");
    const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== "");
    if (keyword === undefined || keyword.startsWith("#")) continue;
    const reason = draft.add(keyword, items);
    if (reason !== undefined) return refused(at + 1, reason);
  }
  const policy = draft.finish();
  return policy === undefined ? refused(0, "there is no quorum line") : { ok: true, policy };
}

/** Whether witnesses with these names (names of the policy) are enough. */
export function isQuorum(policy: WitnessPolicy, cosigned: ReadonlySet<string>): boolean {
  if (policy.quorum === NONE) return true;
  const holds = (name: string): boolean => {
    const group = policy.groups.get(name);
    if (group === undefined) return cosigned.has(name);
    return group.members.filter(holds).length >= group.threshold;
  };
  return holds(policy.quorum);
}

/** What the quorum of a policy asks for, in words: `2 of 3 (a, b, c)`. */
export function quorumText({ groups, quorum }: WitnessPolicy): string {
  const words = (name: string): string => {
    const group = groups.get(name);
    if (group === undefined) return name;
    return `${group.threshold} of ${group.members.length} (${group.members.map(words).join(", ")})`;
  };
  return words(quorum);
}

/** The text of a policy with one log, some witnesses, and a quorum of `threshold` of them; without witnesses `none`. */
export function formatPolicy({
  logKey,
  witnesses,
  threshold,
}: {
  readonly logKey: string;
  readonly witnesses: readonly { readonly name: string; readonly vkey: string; readonly url?: string }[];
  readonly threshold: number;
}): string {
  const lines = witnesses.map(({ name, vkey, url }) => ["witness", name, vkey, ...(url === undefined ? [] : [url])]);
  const names = witnesses.map(({ name }) => name);
  const quorum =
    names.length === 0
      ? [["quorum", NONE]]
      : [
          ["group", "witnesses", String(threshold), ...names],
          ["quorum", "witnesses"],
        ];
  return [["log", logKey], ...lines, ...quorum].map((items) => `${items.join(" ")}\n`).join("");
}

/** A policy while its lines are read. Every method returns why a line is refused, or nothing. */
class PolicyDraft {
  readonly #logs: LogVerifier[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #groups = new Map<string, PolicyGroup>();
  readonly #names = new Set<string>([NONE]);
  readonly #members = new Set<string>();
  readonly #keys = { log: new Set<string>(), witness: new Set<string>() };
  #quorum: string | undefined;

  add(keyword: string, items: readonly string[]): string | undefined {
    if (this.#logs.length + this.#names.size > ENTRIES_MAX) return `more than ${ENTRIES_MAX} entries`;
    switch (keyword) {
      case "log":
        return this.#addLog(items);
      case "witness":
        return this.#addWitness(items);
      case "group":
        return this.#addGroup(items);
      case "quorum":
        return this.#setQuorum(items);
      default:
        return "expected log, witness, group or quorum";
    }
  }

  finish(): WitnessPolicy | undefined {
    if (this.#quorum === undefined) return undefined;
    return { logs: this.#logs, witnesses: this.#witnesses, groups: this.#groups, quorum: this.#quorum };
  }

  #addLog([vkey, ...rest]: readonly string[]): string | undefined {
    const log = vkey === undefined ? undefined : parseVerifierKey(vkey);
    if (log === undefined || rest.length > 1) return "expected: log KEY [URL], the key of a log";
    if (isTaken(this.#keys.log, log.publicKey)) return "this log key stands there twice";
    this.#logs.push(log);
    return undefined;
  }

  #addWitness([name, vkey, url, ...rest]: readonly string[]): string | undefined {
    const key = vkey === undefined ? undefined : parseWitnessKey(vkey);
    if (name === undefined || key === undefined || rest.length > 0) {
      return "expected: witness NAME KEY [URL], the key of a witness";
    }
    if (isTaken(this.#keys.witness, key.publicKey)) return "this witness key stands there twice";
    this.#witnesses.push(url === undefined ? { name, key } : { name, key, url });
    return this.#define(name);
  }

  #addGroup([name, rule, ...members]: readonly string[]): string | undefined {
    if (name === undefined || rule === undefined || members.length === 0) {
      return "expected: group NAME any|all|NUMBER MEMBER...";
    }
    const threshold = thresholdOf(rule, members.length);
    if (threshold === undefined) return `expected any, all or a number from 1 to ${members.length}`;
    for (const member of members) {
      if (member === NONE || !this.#names.has(member)) return "a member is not defined above";
      if (this.#members.has(member)) return "a member stands in two groups, or twice in one";
      this.#members.add(member);
    }
    this.#groups.set(name, { threshold, members });
    return this.#define(name);
  }

  #setQuorum([name, ...rest]: readonly string[]): string | undefined {
    if (this.#quorum !== undefined) return "there are two quorum lines";
    if (name === undefined || rest.length > 0 || !this.#names.has(name)) {
      return "expected: quorum NAME, defined above, or none";
    }
    this.#quorum = name;
    return undefined;
  }

  #define(name: string): string | undefined {
    if (this.#names.has(name)) return "this name is taken";
    this.#names.add(name);
    return undefined;
  }
}

function thresholdOf(rule: string, members: number): number | undefined {
  if (rule === "any") return 1;
  if (rule === "all") return members;
  const threshold = /^[1-9]\d{0,5}$/.test(rule) ? Number(rule) : undefined;
  return threshold !== undefined && threshold <= members ? threshold : undefined;
}

/** Two keys are the same when their bytes are, whatever they are called. */
function isTaken(taken: Set<string>, publicKey: NoteKey["publicKey"]): boolean {
  const raw = rawKey(publicKey).toString("hex");
  if (taken.has(raw)) return true;
  taken.add(raw);
  return false;
}

function refused(line: number, reason: string): ParsedPolicy {
  return { ok: false, line, reason };
}
