import { join } from "node:path";
import { type AttestReport, exportAttestations } from "../../src/app/export/export-attestations.js";
import { parseWorkspace } from "../../src/app/workspace/load-workspace.js";
import { type Instant, instant, instantOf, msOf } from "../../src/base/instant.js";
import { WorkspaceFiles } from "../../src/store/files.js";
import { Attester } from "../../src/store/ledger/attester.js";
import type { CaptureInput, EvidenceStore } from "../../src/store/ledger/contract.js";
import { captureOf, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import type { OpenOptions } from "../../src/store/ledger/open-evidence-store.js";
import { StampFiles } from "../../src/store/ledger/stamp-files.js";
import { goodAnswer, type Reached } from "./stamped-log.js";
import type { FakeAuthority } from "./time-stamp-authority.js";

/** A workspace folder whose runs are attested, with a clock that tests move. */
export interface AttestedWorld {
  readonly root: string;
  readonly folder: string;
  readonly evidence: EvidenceStore;
  /** Whom it asks for time; nobody when there is none. */
  readonly reached: readonly Reached[];
  readonly files: WorkspaceFiles;
  now: Instant;
  pass(ms: number): void;
  /** One run over one source: a capture for each text, named by its place, then its end, then a signed head. */
  collect(source: string, texts: readonly string[], changes?: Partial<CaptureInput>): Promise<void>;
  export(out?: string): Promise<AttestReport>;
}

const START = instant("2026-02-01T06:00:00.000Z");

/** A world without records. Close its evidence at the end. */
export async function attestedWorld(
  authorities: readonly FakeAuthority[] = [],
  options: Partial<Extract<OpenOptions, { mode: "write" }>> = {},
): Promise<AttestedWorld> {
  const folder = await newPlace();
  const root = join(folder, "..");
  const files = new WorkspaceFiles(root);
  const evidence = await openWriter(folder, options);
  const reached = authorities.map((authority, at): Reached => {
    return { url: `https://tsa-${at}.example/tsr`, authority, answer: goodAnswer(authority), asked: 0 };
  });
  for (const [at, { rootPem }] of authorities.entries()) await files.write(`root-${at}.pem`, rootPem);
  const workspace = parseWorkspace(yaml(reached), "lookback.yaml");
  let nonce = 1n << 64n;
  const world: AttestedWorld = {
    root,
    folder,
    evidence,
    reached,
    files,
    now: START,
    pass: (ms) => {
      world.now = instantOf(msOf(world.now) + ms);
    },
    collect: async (sourceId, texts, changes = {}) => {
      const common = { sourceId, at: world.now, observedAt: world.now };
      for (const [at, text] of texts.entries()) {
        await evidence.capture(captureOf(text, { ...common, key: `page-${at}.json`, ...changes }));
      }
      await evidence.recordRun({ sourceId, at: world.now, captures: texts.length });
      await evidence.publish();
    },
    export: async (out) => {
      const stamping = {
        send: async (request: Parameters<Reached["answer"]>[0]) => {
          const one = reached.find(({ url }) => url === request.url);
          if (one === undefined) throw new Error(`nobody is at ${request.url}`);
          one.asked += 1;
          return one.answer(request, world.now);
        },
        now: () => world.now,
        nonce: () => {
          nonce += 1n;
          return nonce;
        },
        files: new StampFiles(folder),
      };
      const open = { workspace, evidence, files, root };
      return exportAttestations({ open, stamping, attester: await Attester.open(folder), out });
    },
  };
  return world;
}

function yaml(reached: readonly Reached[]): string {
  const entries = reached.map(({ url }, at) => `{ url: "${url}", roots: root-${at}.pem }`);
  return [
    "version: 1",
    "organisation: { name: Little, time_zone: UTC }",
    "audit: { period: { from: 2026-01-01, to: 2026-06-30 } }",
    ...(entries.length === 0 ? [] : [`timestamps: { authorities: [${entries.join(", ")}] }`]),
    "",
  ].join("\n");
}
