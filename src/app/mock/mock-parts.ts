import type { FirmProfile } from "../../statistics/firm-profile.js";
import type { FindingDecisions } from "../findings/decided.js";
import type { TestedPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { FreezeBody, MockLog, SeedBody, Told } from "./mock-decisions.js";
import type { ExaminedItem } from "./population-items.js";
import type { FrozenList, RegisteredDraw } from "./register-draw.js";

/** A population with what was registered and examined of it. */
export interface MockPopulation {
  readonly list: FrozenList;
  readonly frozen: Told<FreezeBody>;
  readonly registered: readonly RegisteredDraw[];
  readonly examined: ReadonlyMap<string, ExaminedItem>;
}

export interface MockParts {
  readonly open: OpenWorkspace;
  readonly log: MockLog;
  readonly seed: Told<SeedBody>;
  readonly tested: TestedPeriod;
  readonly populations: readonly MockPopulation[];
  /** Causes and compensation, as people decided them. */
  readonly decided: FindingDecisions;
  readonly profile: FirmProfile;
  readonly profileSha256: string;
  /** All controls take part, so that criteria can be concluded. */
  readonly isWhole: boolean;
}
