import type { Json } from "./canonical-json.js";

const SECRET_KEY =
  /pass(word|wd|phrase)?$|secret|token|api[-_]?key|private[-_]?key|authorization|cookie|credential|session[-_]?id$/i;
const REDACTED = "[redacted]";
/** Says where the next page begins and lets nobody in; without it two pages would look alike. */
const CURSOR_KEY = /(page|next|prev|previous|cursor|continuation|sync|delta|skip|start)[-_]?token$/i;

/** What lets somebody in, by its shape, and what stands in its place. */
const SECRETS: readonly { readonly shape: RegExp; readonly instead: string }[] = [
  { shape: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, instead: REDACTED },
  // Logins in addresses.
  { shape: /([a-z][a-z0-9+.-]*:\/\/)(?!\[redacted\]@)[^/\s@"']+@/gi, instead: `$1${REDACTED}@` },
  {
    shape:
      /([?&;](?![^=&#\s]*(?:page|next|prev|previous|cursor|continuation|sync|delta|skip|start)[-_]?token=)(?:[^=&#\s]*(?:token|secret|key|password|passwd|signature|sig|code|auth|credential)[^=&#\s]*)=)(?!\[redacted\])[^&#\s"']+/gi,
    instead: `$1${REDACTED}`,
  },
  { shape: /\b(bearer|basic|token|ssws)\s+[A-Za-z0-9._~+/=-]{8,}/gi, instead: `$1 ${REDACTED}` },
  {
    shape:
      /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abeprs]-[\w-]{10,}|xapp-[\w-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|[sr]k_live_[A-Za-z0-9]{16,}|SG\.[\w-]{16,}\.[\w-]{16,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/g,
    instead: REDACTED,
  },
];

/** A value without its secrets, and how many were taken out. */
export interface Redacted<T> {
  readonly value: T;
  readonly count: number;
}

/**
 * Takes out of what we say about a request what would let somebody in: values of secret-looking keys, logins and secret
 * parameters in addresses, private keys, and tokens by their known shapes. Doing it again changes nothing. Evidence
 * itself is never redacted: what a source put in its answer is what it said.
 */
export function redactSecrets(value: Json): Redacted<Json> {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return { value, count: 0 };
  if (Array.isArray(value)) {
    const members = value.map(redactSecrets);
    return { value: members.map((member) => member.value), count: sum(members) };
  }
  const members = Object.entries(value).flatMap(([key, member]) => {
    if (member === undefined) return [];
    return [{ key, ...(SECRET_KEY.test(key) && !CURSOR_KEY.test(key) ? wholly(member) : redactSecrets(member)) }];
  });
  return { value: Object.fromEntries(members.map((member) => [member.key, member.value])), count: sum(members) };
}

/** The same for text alone: a name, an address, a command line. */
export function redactText(text: string): Redacted<string> {
  let count = 0;
  let value = text;
  for (const { shape, instead } of SECRETS) {
    count += value.match(shape)?.length ?? 0;
    value = value.replace(shape, instead);
  }
  return { value, count };
}

function wholly(member: Json): Redacted<Json> {
  return member === null || member === REDACTED ? { value: member, count: 0 } : { value: REDACTED, count: 1 };
}

function sum(parts: readonly { readonly count: number }[]): number {
  return parts.reduce((all, { count }) => all + count, 0);
}
