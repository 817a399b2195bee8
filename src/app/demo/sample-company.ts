import { assert } from "../../base/assert.js";
import { type Instant, instant, instantOf } from "../../base/instant.js";
import { COMPANIES } from "../../samples/company/companies.js";
import { companyFiles } from "../../samples/company/files.js";
import { generateSample } from "../../samples/generate-sample.js";

/** The file that marks a folder as a sample company, which `demo` may make anew. */
const MARKER = {
  path: ".lookback-sample",
  bytes: Buffer.from("Made by lookback demo; it may be deleted and made anew.\n"),
};

type File = { readonly path: string; readonly bytes: Uint8Array };

/** A sample company's workspace, and the moment it is looked at: after its period and its last exports. */
export interface SampleCompany {
  readonly files: Iterable<File>;
  readonly asOf: Instant;
}

const TARNBROOK = "tarnbrook";

/** Names of the sample companies, the one with vendors' own exports first. */
export const SAMPLE_COMPANIES: readonly string[] = [TARNBROOK, ...COMPANIES.map(({ name }) => name)];

/** Every file of a sample company's workspace: the same name and seed give the same bytes. */
export function sampleCompany(name: string, seed: string): SampleCompany {
  if (name === TARNBROOK) return { files: sampleFiles(seed), asOf: sampleAsOf() };
  const definition = COMPANIES.find((each) => each.name === name);
  assert(definition !== undefined, `sample company ${name} is known`);
  const { company } = definition.make(seed);
  return { files: withMarker(companyFiles(company)), asOf: instantOf(company.world.covered.end) };
}

/** Every file of the first sample company's workspace: the same seed gives the same bytes. */
export function sampleFiles(seed: string): Iterable<File> {
  return withMarker(generateSample({ seed }));
}

/** The moment the first sample company is looked at. */
export function sampleAsOf(): Instant {
  return instant("2026-07-06T08:00:00.000Z");
}

function* withMarker(files: Iterable<File>): Iterable<File> {
  yield* files;
  yield MARKER;
}
