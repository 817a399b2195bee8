import { addDays, day, type EpochMs, MINUTE_MS, SECOND_MS } from "../../base/instant.js";
import { json } from "../files.js";
import { at, daysBetween, seconds, weekdays } from "../moments.js";
import { COMPANY, PERIOD, REPOSITORIES, type RepositoryName, UNLINKED_DEPLOYMENTS } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import type { World } from "../world.js";
import type { Login } from "./change.js";
import { DEPLOYER, teamFinder } from "./engineers.js";
import { API, folderOf, landingsOf, userOf } from "./forge-exports.js";
import type { History } from "./history.js";
import { dayOf } from "./ordinary.js";

/** One deployment; `isLinked` is false for a commit that is on no protected branch. */
export interface Deployment {
  readonly id: number;
  readonly repository: RepositoryName;
  readonly sha: string;
  readonly by: Login;
  readonly at: EpochMs;
  readonly environment: "production" | "staging";
  readonly task: "deploy" | "deploy:rollback";
  readonly isLinked: boolean;
}

const SPREAD: readonly RepositoryName[] = ["tarnbrook/api", "tarnbrook/web", "tarnbrook/infra", "tarnbrook/ledger"];

/** The deployments of the period: releases of what had landed, and the planted ones of what had not. */
export function deploymentsOf(world: World, history: History): readonly Deployment[] {
  const random = new Prng(world.seed, "deployments");
  const days = weekdays(daysBetween(addDays(day(PERIOD.from), 1), PERIOD.to));
  const made = REPOSITORIES.flatMap(({ name, deployments }) => {
    const landings = [...history.earlier.filter(({ repository }) => repository === name), ...landingsOf(history, name)];
    return Array.from({ length: deployments }, (_, index) => {
      const moment = at(random.pick(days), "11:00", COMPANY.zone) + random.between(0, 5 * 3_600) * SECOND_MS;
      const shipped = landings.filter((landing) => landing.at < moment - 10 * MINUTE_MS);
      const isRollback = index === 30;
      const sha = shipped.at(isRollback ? -2 : -1)?.sha ?? "";
      return {
        repository: name,
        sha,
        at: moment,
        by: DEPLOYER,
        task: isRollback ? "deploy:rollback" : "deploy",
        isLinked: true,
      } as const;
    });
  });
  const all = [...made, ...unlinked(world, days)].sort((a, b) => a.at - b.at || (a.sha < b.sha ? -1 : 1));
  const production = all.map((each, index) => ({ ...each, id: 910_001 + index, environment: "production" as const }));
  const staging = production
    .filter(({ isLinked }, index) => isLinked && index % 4 === 0)
    .map((each) => ({
      ...each,
      id: each.id + 50_000,
      at: each.at - 55 * MINUTE_MS,
      environment: "staging" as const,
      task: "deploy" as const,
    }));
  return [...production, ...staging];
}

/** Built from a branch of somebody's own: eight by a pipeline that took any branch, six from a laptop. */
function unlinked(world: World, days: readonly string[]) {
  const random = new Prng(world.seed, "unlinked-deployments");
  const teams = teamFinder(world);
  const { pipeline, byHand } = UNLINKED_DEPLOYMENTS;
  return Array.from({ length: pipeline + byHand }, (_, index) => {
    const place = Math.floor(((index + 0.5) * days.length) / (pipeline + byHand));
    const moment = at(days[place] ?? PERIOD.to, "15:40", COMPANY.zone) + random.between(0, 3_000) * SECOND_MS;
    const repository = SPREAD[index % SPREAD.length] ?? "tarnbrook/api";
    const person = random.pick(teams(repository, dayOf(moment)).authors);
    const by = index % 7 < 3 ? person : DEPLOYER;
    return { repository, sha: random.hex(40), at: moment, by, task: "deploy" as const, isLinked: false };
  });
}

/** The deployments as the forge's interface answers, each with its statuses. */
export function deploymentSource(deployments: readonly Deployment[]): SampleSource {
  return {
    entry: {
      id: "github-deployments",
      mapping: "github-deployments",
      files: "github/*/deployments.json",
      query: "GET /repos/{owner}/{repo}/deployments with the answer of each statuses_url",
      count: deployments.length,
    },
    files: REPOSITORIES.map(({ name }) =>
      json(
        `${folderOf(name)}/deployments.json`,
        deployments.filter(({ repository }) => repository === name).map(printed),
      ),
    ),
  };
}

function printed({ id, repository, sha, by, at: moment, environment, task }: Deployment): unknown {
  return {
    id,
    url: `${API}/repos/${repository}/deployments/${id}`,
    sha,
    ref: sha.slice(0, 12),
    task,
    environment,
    production_environment: environment === "production",
    created_at: seconds(moment),
    creator: userOf(by),
    performed_via_github_app: null,
    statuses: [
      { state: "in_progress", created_at: seconds(moment + 20 * SECOND_MS) },
      { state: "success", created_at: seconds(moment + 6 * MINUTE_MS) },
    ],
  };
}
