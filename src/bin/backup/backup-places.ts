import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Workspace } from "../../app/workspace/schema.js";
import { LAYOUT } from "../../ledger/layout.js";
import { embeddedDatabase } from "../../store/state/state-database.js";

/** The ledger's folder in a workspace. */
export const EVIDENCE = ".lookback/evidence";

/** The folder of the embedded state database in a workspace. */
export const STATE = ".lookback/state";

/**
 * Not copied file by file: the ledger has an order of its own, the database is read row by row, and the rest is made
 * again from evidence by whoever needs it. What is no part of a workspace stays out as it does for sources.
 */
const ELSEWHERE: ReadonlySet<string> = new Set([
  EVIDENCE,
  STATE,
  ".lookback/tables",
  ".lookback/outcomes",
  ".lookback/spill",
]);
const NO_PART: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** Whether a file of the workspace is copied as it is; keys only where they go with the backup. */
export function isCopied(root: string, workspace: Workspace, { keys }: { readonly keys: boolean }) {
  const secret = new Set(secretFiles(root, workspace));
  return (path: string): boolean => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (ELSEWHERE.has(path) || NO_PART.has(name) || path.endsWith(".new")) return false;
    return keys || (path !== ".lookback/server" && !secret.has(path));
  };
}

/** Whether a path below the evidence folder is a key. */
export function isLedgerKey(path: string): boolean {
  // A certificate is public, and documents are checked with it.
  return path.startsWith(`${LAYOUT.keys}/`) && path !== LAYOUT.sealCertificate;
}

/** What this workspace needs and no copy of its folder holds, in sentences. */
export function standsElsewhere(
  root: string,
  workspace: Workspace,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const { master_key, second_copy } = workspace.confidential;
  const oidc = workspace.server?.sign_in?.oidc?.client_secret;
  return [
    ...(master_key === undefined ? [] : outside(root, "the master key", master_key)),
    ...(second_copy === undefined ? [] : outside(root, "the second copy of the wrapped keys", { file: second_copy })),
    ...(oidc === undefined ? [] : outside(root, "the secret for single sign-on", oidc)),
    ...(env.LOOKBACK_SECRET === undefined ? [] : ["the secret of the server, which LOOKBACK_SECRET gives"]),
  ];
}

type Place = { readonly env: string } | { readonly file: string };

function outside(root: string, what: string, place: Place): readonly string[] {
  if ("env" in place) return [`${what}, in the environment variable ${place.env}`];
  return insidePath(root, place.file) === undefined ? [`${what}, in ${place.file}`] : [];
}

/** Files of secrets that lookback.yaml names in the workspace itself. */
function secretFiles(root: string, { confidential, server }: Workspace): readonly string[] {
  const places: (Place | undefined)[] = [confidential.master_key, server?.sign_in?.oidc?.client_secret];
  const named = places.flatMap((place) => (place !== undefined && "file" in place ? [place.file] : []));
  const all = [...named, ...(confidential.second_copy === undefined ? [] : [confidential.second_copy])];
  return all.flatMap((file) => insidePath(root, file) ?? []);
}

/** The path of a file below the folder; `undefined` outside. */
export function insidePath(root: string, file: string): string | undefined {
  const path = relative(resolve(root), resolve(root, file));
  const isInside = path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return isInside ? path.replaceAll(sep, "/") : undefined;
}

/** Whether a server was ever started here on the embedded database. */
export function hasEmbeddedState(root: string): boolean {
  return existsSync(embeddedDatabase(join(root, STATE)));
}

/** Whether a server was ever started here, on whichever database: it leaves its secret, and what its runs made. */
export function wasServed(root: string): boolean {
  return [".lookback/server", ".lookback/served"].some((path) => existsSync(join(root, path)));
}
