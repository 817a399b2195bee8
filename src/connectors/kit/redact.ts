import type { Json } from "../../base/canonical-json.js";

const SECRET_KEY =
  /pass(word|wd|phrase)?$|secret|token|api[-_]?key|private[-_]?key|authorization|cookie|credential|session[-_]?id$/i;
const SECRET_PARAMETER =
  /([?&;](?:[^=&#\s]*(?:token|secret|key|password|passwd|signature|sig|code|auth)[^=&#\s]*)=)[^&#\s"']+/gi;
const URL_LOGIN = /([a-z][a-z0-9+.-]*:\/\/)[^/\s@"']+@/gi;
const HEADER_VALUE = /\b(bearer|basic|token|ssws)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
const KNOWN_TOKEN =
  /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abeprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/g;
const REDACTED = "[redacted]";

/**
 * Request metadata without what would let somebody in: values of secret-looking keys, logins and secret parameters
 * in addresses, and tokens by their known shapes. Only what we say about a request is redacted; evidence is not.
 */
export function redactRequest(value: Json): Json {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(redactRequest);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]): [string, Json][] => {
      if (member === undefined) return [];
      return [[key, SECRET_KEY.test(key) && member !== null ? REDACTED : redactRequest(member)]];
    }),
  );
}

function redactText(text: string): string {
  return text
    .replace(URL_LOGIN, `$1${REDACTED}@`)
    .replace(SECRET_PARAMETER, `$1${REDACTED}`)
    .replace(HEADER_VALUE, `$1 ${REDACTED}`)
    .replace(KNOWN_TOKEN, REDACTED);
}
