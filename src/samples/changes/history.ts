import { addDays, type Day, day, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../base/instant.js";
import { at, daysBetween, weekdays } from "../moments.js";
import {
  COMMITTER_APPROVED,
  COMPANY,
  DIRECT_PUSHES,
  PERIOD,
  REPOSITORIES,
  type RepositoryName,
  UNREVIEWED,
} from "../plan.js";
import { Prng } from "../prng.js";
import type { World } from "../world.js";
import type { Change, Push } from "./change.js";
import { type Team, teamFinder } from "./engineers.js";
import { assembled, checksOf, commitBy, dayOf, independent, ordinaryChange, type Setting } from "./ordinary.js";

/** Everything that landed on the protected branches in the period. */
export interface History {
  readonly changes: readonly Change[];
  readonly pushes: readonly Push[];
  /** Commits that landed in the months before: for what was deployed early in the period. */
  readonly earlier: readonly Earlier[];
}

/** A commit that landed before the period. */
export interface Earlier {
  readonly repository: RepositoryName;
  readonly sha: string;
  readonly at: EpochMs;
}

const FIRST_NUMBER = 1_204;
/** Hotfixes that followed the emergency path as written, two a month. */
const PROPER_HOTFIXES = 12;

/** The changes of the period, in the order in which they landed, with the planted ones among them. */
export function historyOf(world: World): History {
  const teams = teamFinder(world);
  const changes = REPOSITORIES.flatMap(({ name, changes: count }) => changesOf(name, count, { world, teams }));
  const random = new Prng(world.seed, "pushes");
  const pushes = DIRECT_PUSHES.map(({ repository, at: text }) => {
    const moment = Date.parse(text);
    const sha = random.hex(40);
    const by = random.pick(teams(repository, dayOf(moment)).authors);
    return { repository, sha, by, at: moment, checks: checksOf(sha, moment + 12 * MINUTE_MS, random) };
  });
  return { changes, pushes, earlier: REPOSITORIES.flatMap(({ name }) => earlierOf(name, world.seed)) };
}

interface Scene {
  readonly world: World;
  readonly teams: (repository: RepositoryName, on: Day) => Team;
}

type Maker = (setting: Setting) => Change;

function changesOf(repository: RepositoryName, count: number, { world, teams }: Scene): readonly Change[] {
  const random = new Prng(world.seed, `changes/${repository}`);
  const planted = plantedIn(repository);
  const days = weekdays(daysBetween(addDays(day(PERIOD.from), 1), PERIOD.to));
  const proper = new Set(properHotfixes(repository));
  const ordinary = Array.from({ length: count - planted.length }, (_, index) => ({
    at: at(random.pick(days), "09:10", COMPANY.zone) + random.between(0, 8 * 3_600) * SECOND_MS,
    make: proper.has(index) ? properHotfix(index) : ordinaryChange,
  }));
  const all: readonly { readonly at: EpochMs; readonly make: Maker }[] = [...planted, ...ordinary];
  return [...all]
    .sort((a, b) => a.at - b.at)
    .map(({ at: mergedAt, make }, index) => {
      const team = teams(repository, dayOf(mergedAt));
      return make({ repository, number: FIRST_NUMBER + index, mergedAt, team, random });
    });
}

function plantedIn(repository: RepositoryName): readonly { readonly at: EpochMs; readonly make: Maker }[] {
  const unreviewed = UNREVIEWED.map((each, index) => ({ ...each, isOff: index === 3 })).filter(
    (each) => each.repository === repository,
  );
  const own = COMMITTER_APPROVED.filter((each) => each.repository === repository);
  return [
    ...unreviewed.map((each) => ({ at: Date.parse(each.merged), make: unreviewedChange(each) })),
    ...own.map(({ merged }) => ({ at: Date.parse(merged), make: committerApproved })),
  ];
}

/** Merged inside an incident by its author, past the rule or while the rule was off. */
function unreviewedChange(plan: { incident: number; reviewedAfterHours: number | null; isOff: boolean }): Maker {
  return (setting) => {
    const { mergedAt, random, team } = setting;
    const opener = random.pick(team.authors);
    const commits = [commitBy(opener, mergedAt - 40 * MINUTE_MS, random)];
    const hours = plan.reviewedAfterHours;
    const sha = commits[0]?.sha ?? "";
    const by = independent(commits, team, random);
    const reviews = hours === null ? [] : [{ by, state: "approved" as const, at: mergedAt + hours * HOUR_MS, sha }];
    return assembled(setting, {
      title: `INC-${plan.incident}: stop the errors of the last release`,
      body: "",
      labels: ["hotfix"],
      opener,
      commits,
      reviews,
      past: plan.isOff ? "disabled" : "bypass",
    });
  };
}

/** The approver had rebased one of the commits, and so became its committer. */
function committerApproved(setting: Setting): Change {
  const { mergedAt, random, team } = setting;
  const opener = random.pick(team.authors);
  const own = commitBy(opener, mergedAt - 26 * HOUR_MS, random);
  const by = independent([own], team, random);
  const rebased = { ...commitBy(opener, mergedAt - 22 * HOUR_MS, random), committer: by };
  const title = "Move the statement layout to the new grid";
  return assembled(setting, {
    title,
    body: "Why: the old grid breaks on long names.",
    labels: [],
    opener,
    commits: [own, rebased],
    reviews: [{ by, state: "approved", at: mergedAt - 90 * MINUTE_MS, sha: rebased.sha }],
    past: null,
  });
}

/** A hotfix as the procedure wants it: an incident opened, an approval before the merge, tests after it. */
function properHotfix(index: number): Maker {
  return (setting) => {
    const usual = ordinaryChange({ ...setting, random: setting.random });
    const { title, commits, reviews } = usual;
    const opener = commits[0]?.author ?? usual.opener;
    const key = `INC-${incidentOf(setting.repository, index)}`;
    return assembled(setting, {
      title: `${key}: ${title}`,
      body: usual.body,
      labels: ["hotfix"],
      opener,
      commits,
      reviews,
      past: null,
    });
  };
}

/** Places among the ordinary changes of a repository; which number of incident each has is fixed by its place. */
function properHotfixes(repository: RepositoryName): readonly number[] {
  if (repository === "tarnbrook/api") return [40, 180, 320, 460, 600, 740];
  return repository === "tarnbrook/web" ? [55, 160, 270, 380, 490, 600] : [];
}

function incidentOf(repository: RepositoryName, index: number): number {
  const place = properHotfixes(repository).indexOf(index);
  return (repository === "tarnbrook/api" ? 11 : 11 + PROPER_HOTFIXES / 2) + place;
}

function earlierOf(repository: RepositoryName, seed: string): readonly Earlier[] {
  const random = new Prng(seed, `earlier/${repository}`);
  return weekdays(daysBetween("2025-09-02", "2025-11-26"))
    .filter((_, index) => index % 3 === 0)
    .map((each) => ({
      repository,
      sha: random.hex(40),
      at: at(each, "11:00", COMPANY.zone) + random.between(0, 3_600) * SECOND_MS,
    }));
}
