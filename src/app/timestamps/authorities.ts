import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import { certificatesInPem, readCertificate } from "../../ledger/cms/certificate.js";
import { CertificatePaths } from "../../ledger/cms/certificate-path.js";
import { DerError } from "../../ledger/der/der-values.js";
import { mergeStampTrust, parseStampTrust, type StampTrust } from "../../ledger/timestamp/trust-file.js";
import type { StampSuffix } from "../../store/ledger/stamp-files.js";
import type { FilePort } from "../workspace/open-workspace.js";
import { type AuthorityConfig, type TimeStamps, windowOf } from "./config.js";

/** A time-stamp authority with everything that its answers are judged by. */
export interface Authority {
  /** Its host: what messages call it. */
  readonly name: string;
  readonly url: string;
  /** What its answers are called beside a checkpoint. */
  readonly suffix: StampSuffix;
  readonly roots: readonly { readonly certificate: Uint8Array; readonly from?: Instant; readonly until?: Instant }[];
  readonly certificates: readonly Uint8Array[];
  readonly policies: readonly string[] | undefined;
  readonly paths: CertificatePaths;
}

const SUFFIXES = [".tsr", ".tsr2"] as const;

/**
 * The configured authorities with their certificates; none when none is configured.
 *
 * @throws AppError `bad-config` that names the key and the file that cannot be used.
 */
export async function readAuthorities(
  config: TimeStamps | undefined,
  files: Pick<FilePort, "read">,
): Promise<readonly Authority[]> {
  const authorities: Authority[] = [];
  for (const [at, each] of (config?.authorities ?? []).entries()) {
    const suffix = SUFFIXES[at];
    if (suffix === undefined) throw new Error("more authorities than the schema allows");
    authorities.push(await readAuthority(each, { suffix, files, place: `timestamps.authorities.${at}` }));
  }
  return authorities;
}

/** The file of roots after this configuration: whatever was believed before stays there for older time-stamps. */
export function trustAfter(
  known: string | undefined,
  { authorities, now }: { readonly authorities: readonly Authority[]; readonly now: Instant },
): StampTrust {
  const before = known === undefined ? undefined : parseStampTrust(known);
  if (known !== undefined && before === undefined) {
    throw new AppError({
      code: "store-damaged",
      message: "trust/time-stamps.json in the evidence folder cannot be read",
      fix: "Restore the file from a copy: earlier time-stamps are judged by the roots in it.",
    });
  }
  return mergeStampTrust(before, {
    v: 1,
    expectedFrom: now,
    roots: distinct(
      authorities.flatMap(({ roots, policies }) =>
        roots.map(({ certificate, ...window }) => ({
          ...window,
          certificate: base64(certificate),
          ...(policies === undefined ? {} : { policies: [...policies] }),
        })),
      ),
    ),
    certificates: authorities.flatMap(({ certificates }) => certificates.map(base64)),
  });
}

interface Place {
  readonly suffix: StampSuffix;
  readonly files: Pick<FilePort, "read">;
  /** Path of the entry in lookback.yaml. */
  readonly place: string;
}

async function readAuthority(config: AuthorityConfig, { suffix, files, place }: Place): Promise<Authority> {
  const window = windowOf(config);
  const roots = (await pemFile(config.roots, `${place}.roots`, files)).map((certificate) => ({
    certificate,
    ...window,
  }));
  const certificates =
    config.certificates === undefined ? [] : await pemFile(config.certificates, `${place}.certificates`, files);
  const { url, policies } = config;
  return { name: new URL(url).host, url, suffix, roots, certificates, policies, paths: new CertificatePaths(roots) };
}

async function pemFile(path: string, key: string, files: Pick<FilePort, "read">): Promise<readonly Uint8Array[]> {
  const text = await files.read(path);
  if (text === undefined) throw unusable(key, `there is no file ${path} beside lookback.yaml`);
  const certificates = certificatesInPem(text);
  if (certificates.length === 0) throw unusable(key, `${path} holds no certificate in PEM`);
  for (const [at, each] of certificates.entries()) {
    try {
      readCertificate(each);
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      throw unusable(key, `certificate ${at + 1} of ${path} cannot be read: ${error.message}`);
    }
  }
  return certificates;
}

/** Two authorities may share a root: the same entry stands there once. */
function distinct(roots: StampTrust["roots"]): StampTrust["roots"] {
  return [...new Map(roots.map((root) => [JSON.stringify(root), root])).values()];
}

function unusable(key: string, what: string): AppError {
  return new AppError({
    code: "bad-config",
    message: `lookback.yaml: ${key}: ${what}`,
    fix: "Store the root certificate of the time-stamp authority there, as the authority publishes it, in PEM.",
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
