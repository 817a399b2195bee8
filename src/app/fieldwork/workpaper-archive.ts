import type { Sha256 } from "../../base/digest.js";
import { csvHeader, csvLine } from "../../reports/csv.js";
import type { FontSource } from "../../reports/pdf/kit/fonts.js";
import { placeText, type Workpapers } from "../../reports/workpapers/model.js";
import type { StoredCaptureRecord } from "../../store/ledger/capture-index.js";
import { frozenCsv, frozenIds } from "../mock/frozen-list.js";
import { baggedMembers } from "../pack/bag.js";
import { hashedMembers, type PackMember, textMember } from "../pack/pack-members.js";
import type { WorkspaceReader } from "../serving/audits.js";
import { capturesNamed } from "../serving/evidence-card.js";
import { FrozenItems, type ToldAct } from "./acts.js";
import { listedItems } from "./freeze-population.js";
import { papersOf } from "./papers.js";
import { workpaperPdf, workpaperWorkbook } from "./workpapers.js";

/** What papers that are taken along are made with. */
export interface Paperwork {
  readonly fonts: FontSource;
  /** An archive of these files, as it is written. */
  zip(members: Iterable<PackMember>): ReadableStream<Uint8Array>;
}

interface Sources {
  readonly fonts: FontSource;
  readonly workspace: WorkspaceReader;
  /** The acts of the audit. */
  readonly acts: readonly ToldAct[];
  /** The content of a recorded list. */
  list(digest: Sha256): Promise<unknown>;
}

/**
 * The papers as a bag (RFC 8493): workbook, document and JSON, the frozen lists, the raw evidence that the papers name,
 * and a manifest with the SHA-256 of each file. Evidence that was destroyed on purpose is named and not there.
 */
export async function archiveMembers(papers: Workpapers, sources: Sources): Promise<readonly PackMember[]> {
  const { organisation, audit, newest, lookback } = papers;
  const payload = await hashedMembers([
    textMember("README.txt", readme(papers)),
    textMember("workpapers.json", `${JSON.stringify(papers, null, 1)}\n`),
    textMember("workpapers.xlsx", await workpaperWorkbook(papers)),
    textMember("workpapers.pdf", await workpaperPdf(papers, sources.fonts)),
    ...(await listMembers(papers, sources)),
    ...(await evidenceMembers(papers, sources.workspace)),
  ]);
  return baggedMembers(payload, {
    "Source-Organization": organisation,
    "External-Description": `Workpapers of ${audit.period.from} to ${audit.period.to}, up to record ${newest.record} of the log`,
    "External-Identifier": `${audit.id} ${newest.record}`,
    "Bagging-Date": newest.at.slice(0, 10),
    "Bag-Software-Agent": `Lookback ${lookback}`,
  });
}

/** Each frozen population: for people, and as the bytes of which the SHA-256 is its hash. */
async function listMembers({ newest }: Workpapers, { acts, list }: Sources): Promise<readonly PackMember[]> {
  const members: PackMember[] = [];
  // What was written since is of the next papers.
  for (const { body } of papersOf(acts.filter(({ index }) => index <= newest.record)).freezes) {
    const items = listedItems(FrozenItems.parse(await list(body.list)));
    const name = `populations/${body.id}-${body.population}`;
    members.push(textMember(`${name}.csv`, frozenCsv(items).join("")));
    members.push(textMember(`${name}.ids.txt`, frozenIds(items).join("")));
  }
  return members;
}

async function evidenceMembers(papers: Workpapers, workspace: WorkspaceReader): Promise<readonly PackMember[]> {
  const named = namedEvidence(papers);
  const captures = await workspace.read((open) => capturesNamed(open, new Set(named.keys())));
  return [
    textMember("evidence.csv", evidenceCsv(named, captures)),
    ...[...captures.values()].map(
      (capture): PackMember => ({
        path: fileOf(capture),
        // One at a time: what a vendor sent may be large.
        async *open() {
          yield await workspace.read(async ({ evidence }) => {
            const pieces: Uint8Array[] = [];
            for await (const piece of evidence.openBlob(capture.sha256)) pieces.push(piece);
            return Buffer.concat(pieces);
          });
        },
      }),
    ),
  ];
}

/** Digests of evidence with the places in it that the papers name, and what names them. */
function namedEvidence({ selections, requests }: Workpapers): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  const name = (place: { readonly sha256: string; readonly pointer: string }, by: string) => {
    const known = named.get(place.sha256) ?? new Set<string>();
    named.set(place.sha256, known.add(`${by}: ${placeText(place)}`));
  };
  for (const { id, items } of selections) {
    for (const { card } of items) for (const place of card?.evidence ?? []) name(place, id);
  }
  for (const { id, answers } of requests) {
    for (const { evidence } of answers) for (const place of evidence) name(place, id);
  }
  return named;
}

function evidenceCsv(
  named: ReadonlyMap<string, ReadonlySet<string>>,
  captures: ReadonlyMap<string, StoredCaptureRecord>,
): string {
  const lines = [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sha256, places]) => {
      const capture = captures.get(sha256);
      const from =
        capture === undefined
          ? ["not there: destroyed on purpose, or not readable", null, null, null, null, null]
          : [fileOf(capture), capture.sourceId, capture.key, capture.observedAt, capture.index, capture.sizeBytes];
      return csvLine([sha256, ...from, [...places].sort().join("\n")]);
    });
  return csvHeader(EVIDENCE_COLUMNS) + lines.join("");
}

const EVIDENCE_COLUMNS = ["sha256", "file", "source", "taken as", "last seen", "record", "bytes", "named by"];

function fileOf({ sha256, media }: StoredCaptureRecord): string {
  return `evidence/${sha256}.${endingOf(media)}`;
}

function endingOf(media: string): string {
  const known = ["json", "csv", "xml", "html", "pdf"].find((ending) => media.includes(ending));
  return known ?? (media.startsWith("text/") ? "txt" : "bin");
}

function readme({ organisation, audit, newest, is_sample }: Workpapers): string {
  return `Workpapers of the auditors: not for the company.

${organisation}${is_sample ? " (a made-up company)" : ""}, ${audit.title}, ${audit.period.from} to ${audit.period.to}.
Everything on record of this audit up to record ${newest.record} of the log, ${newest.at}.

workpapers.xlsx, workpapers.pdf, workpapers.json  the same papers three times
populations/                                      each frozen list; the SHA-256 of NAME.ids.txt is its hash
evidence/                                         what sources answered, byte for byte; the name is the SHA-256
evidence.csv                                      where each came from, and which paper names it

To check that nothing was changed since, in the folder that holds data/:
  sha256sum -c manifest-sha256.txt

That shows that these files are the ones that were taken. That the evidence is what the log holds is shown by an evidence
pack of the company (lookback pack) and the verifier in it.
`;
}
