import { sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { CertificatePaths } from "../../ledger/cms/certificate-path.js";
import { parseStampTrust, stampRoots } from "../../ledger/timestamp/trust-file.js";
import { verifyStamp } from "../../ledger/timestamp/verify-stamp.js";
import { type AskedWithinLimit, askWithinLimit } from "../timestamps/ask-within-limit.js";
import { type Authority, readAuthorities } from "../timestamps/authorities.js";
import type { StampingPort } from "../timestamps/stamping-port.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

/** A time-stamp over a signature: the complete answer of an authority, and the moment it proves. */
export interface SignatureStamp {
  readonly response: Uint8Array;
  readonly genTime: Instant;
}

/** Time-stamps over the signatures of attestations: each asked for once, kept, and used again. */
export class AttestationStamps {
  readonly #files: OpenWorkspace["files"];
  readonly #stamping: StampingPort;
  readonly #paths: CertificatePaths;
  readonly #certificates: readonly Uint8Array[];
  readonly #authorities: readonly Authority[];

  private constructor(
    { files, stamping }: { readonly files: OpenWorkspace["files"]; readonly stamping: StampingPort },
    {
      authorities,
      roots,
      certificates,
    }: {
      readonly authorities: readonly Authority[];
      readonly roots: Authority["roots"];
      readonly certificates: readonly Uint8Array[];
    },
  ) {
    this.#files = files;
    this.#stamping = stamping;
    this.#authorities = authorities;
    this.#paths = new CertificatePaths(roots);
    this.#certificates = certificates;
  }

  /** Older time-stamps are judged by every root that the log remembers, new ones by those configured. */
  static async open(
    { workspace, files }: Pick<OpenWorkspace, "workspace" | "files">,
    stamping: StampingPort,
  ): Promise<AttestationStamps> {
    const authorities = await readAuthorities(workspace.timestamps, files);
    const text = await stamping.files.readTrust();
    const known = text === undefined ? undefined : parseStampTrust(text);
    const remembered = known === undefined ? [] : stampRoots(known).map(({ certificate }) => ({ certificate }));
    return new AttestationStamps(
      { files, stamping },
      {
        authorities,
        roots: [...authorities.flatMap(({ roots }) => roots), ...remembered],
        certificates: [
          ...authorities.flatMap(({ certificates }) => certificates),
          ...(known?.certificates ?? []).map((each) => Buffer.from(each, "base64")),
        ],
      },
    );
  }

  /** Whether there is anybody to ask. */
  get canAsk(): boolean {
    return this.#authorities.length > 0;
  }

  /** The time-stamp that is kept for a signature; `undefined` when there is none, or it does not hold. */
  async kept(signature: Uint8Array): Promise<SignatureStamp | undefined> {
    const text = await this.#files.read(placeOf(signature));
    if (text === undefined) return undefined;
    const response = Buffer.from(text, "base64");
    const verdict = verifyStamp(response, signature, { paths: this.#paths, certificates: this.#certificates });
    return verdict.ok ? { response, genTime: verdict.stamp.genTime } : undefined;
  }

  /** Asks for one and keeps it. */
  async ask(signature: Uint8Array, signal?: AbortSignal): Promise<AskedWithinLimit> {
    const asked = await askWithinLimit({
      authorities: this.#authorities,
      message: signature,
      stamping: this.#stamping,
      files: this.#files,
      ...(signal === undefined ? {} : { signal }),
    });
    if (asked.kind === "stamped") {
      await this.#files.write(placeOf(signature), `${Buffer.from(asked.response).toString("base64")}\n`);
    }
    return asked;
  }
}

/** Beside the evidence, not in it: whoever loses one asks again. */
function placeOf(signature: Uint8Array): string {
  return `.lookback/attestations/${sha256(signature)}.tsr.txt`;
}
