import type { EpochMs } from "../../../base/instant.js";

/** What is known of a whole file before its first row: from the source's entry, never from a clock. */
export interface FileFacts {
  readonly sourceId: string;
  /** Path of the file inside the workspace. */
  readonly path: string;
  readonly observedAt: EpochMs;
  /** IANA zone of the organisation. */
  readonly zone: string;
  readonly system: string | null;
  readonly repository: string | null;
  readonly cloudAccount: string | null;
  /** Protected branch of the repository. */
  readonly branch: string;
  readonly isProduction: boolean;
  /** ARNs of roles that only the deployment pipeline can take; `null`: the source does not say. */
  readonly pipelineRoles: readonly string[] | null;
  /** Named groups of the mapping's `file_name` in this file's path. */
  readonly fromPath: Readonly<Record<string, string>>;
  /** How the source writes dates, tried before the mapping's own formats. */
  readonly dateFormats: readonly string[];
  /** Entitlements that are administrative by declaration, in lower case. */
  readonly privileged: ReadonlySet<string>;
  /** Employee numbers by the vendor's account ids, for systems that know no employee number. */
  readonly people: Readonly<Record<string, string>>;
}
