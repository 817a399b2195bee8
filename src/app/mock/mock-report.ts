import type { OpinionInput } from "../../assess/opinion/input.js";
import { projectOpinion } from "../../assess/opinion/project-opinion.js";
import { instantOf } from "../../base/instant.js";
import { dayAt } from "../../base/zone.js";
import { MOCK_NOTICE, MOCK_WATERMARK, type MockReport } from "../../reports/mock/model.js";
import { opinionInput } from "../audit/opinion-input.js";
import { coverageProposals } from "../findings/coverage-proposals.js";
import { mockControl } from "./mock-control.js";
import type { MockParts } from "./mock-parts.js";
import { requestsOf } from "./requests.js";
import { type SampledControl, sampledInput } from "./sampled-input.js";

/** The report of a mock audit: a function of the log, the evidence and the rules alone. */
export async function buildMockReport(parts: MockParts): Promise<MockReport> {
  const { open, seed, tested, populations, profile, profileSha256, isWhole } = parts;
  const { audit, organisation, sample } = open.workspace;
  const census = await censusInput(parts);
  const truth = projectOpinion(census);
  const opinion = projectOpinion(sampledInput(census, sampledControls(parts)));
  const controls = populations
    .flatMap((population) => population.registered.map((registered) => ({ population, registered })))
    .sort((a, b) => (a.registered.draw.plan.control < b.registered.draw.plan.control ? -1 : 1))
    .map(({ population, registered }) => mockControl(registered, { ...parts, population, census, opinion, truth }));
  return {
    schema: "lookback/mock-audit/1",
    watermark: MOCK_WATERMARK,
    notice: MOCK_NOTICE,
    lookback: open.version,
    is_sample: sample,
    organisation: organisation.name,
    time_zone: organisation.time_zone,
    engagement: audit.type,
    as_of: instantOf(tested.asOf),
    period: {
      ...{ from: audit.period.from, to: audit.period.to },
      ...{ start: instantOf(tested.period.start), end: instantOf(tested.period.end) },
    },
    categories: [...audit.categories],
    profile: { name: profile.name, sha256: profileSha256 },
    seed: { seed: seed.body.seed, stored_at: seed.at, record: seed.index, by: seed.body.by },
    populations: populations.map(({ list, frozen }) => ({
      ...{ name: list.name, title: list.title, items: list.items, hash: list.hash },
      ...{ frozen_at: frozen.at, record: frozen.index, completeness: list.completeness },
    })),
    controls,
    requests: [...requestsOf(parts, controls)],
    opinion: isWhole ? opinion : null,
    truth: isWhole ? truth : null,
  };
}

async function censusInput({ open, tested, populations, decided }: MockParts): Promise<OpinionInput> {
  const zone = open.workspace.organisation.time_zone;
  return opinionInput({
    workspace: open.workspace,
    tested,
    completeness: new Map(populations.map(({ list }) => [list.name, list.completeness])),
    decided,
    proposals: await coverageProposals(tested, open),
    monthOf: (at) => dayAt(at, zone).slice(0, 7),
  });
}

function sampledControls({ populations }: MockParts): ReadonlyMap<string, SampledControl> {
  const sampled = populations.flatMap(({ registered, examined }) =>
    registered.map(({ draw: { plan }, selections }): [string, SampledControl] => [
      plan.control,
      {
        plan,
        stages: selections.map(({ body }) => body.record.selected.flatMap((id) => examined.get(id) ?? [])),
      },
    ]),
  );
  return new Map(sampled);
}
