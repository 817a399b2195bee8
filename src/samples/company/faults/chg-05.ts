import { sha256 } from "../../../base/digest.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { landed, pushAt } from "./hit-change.js";
import { deploymentLabel, handDeployment } from "./hit-emergency.js";

type Deployment = TableRow<"deployment">;

/** Ways in which something reaches production past the pipeline, past the protected branch, or untraceably. */
export const chg05Faults: readonly Fault[] = faultsOf("CHG-05", [
  {
    attribute: "A",
    id: "commit-of-nowhere",
    title: "The pipeline deployed a commit that is on no branch",
    plant: byPipeline(({ id }) => ({ sha: commit(id) }), offBranch),
  },
  {
    attribute: "A",
    id: "before-the-merge",
    title: "The pipeline deployed a commit an hour before it was merged",
    plant: byPipeline(({ started_at }) => ({ started_at: started_at - 3 * HOUR_MS }), offBranch),
  },
  {
    attribute: "A",
    id: "another-branch",
    title: "The pipeline deployed a commit of a branch that nobody protects",
    plant: (rows, world, at) => {
      const push = pushAt(world, "another branch", at);
      addRows(rows, "landed_commit", landed(push, { branch: "experiment" }));
      return byPipeline(
        () => ({
          repository: push.repository,
          sha: push.sha,
          started_at: push.at + HOUR_MS,
        }),
        offBranch,
      )(rows, world, at);
    },
  },
  {
    attribute: "A",
    id: "merged-elsewhere",
    title: "The pipeline deployed a change that was merged into another branch",
    plant: (rows, world, at) => {
      const change = nth(rows.change, 6 + at);
      const sha = commit(`${change.id} elsewhere`);
      addRows(rows, "change", {
        ...change,
        id: `${change.id} elsewhere`,
        number: 9_000 + at,
        base_ref: "experiment",
        head_sha: commit(`${change.id} head elsewhere`),
        merge_sha: sha,
      });
      return byPipeline(
        () => ({ repository: change.repository, sha, started_at: change.merged_at + HOUR_MS }),
        offBranch,
      )(rows, world, at);
    },
  },
  {
    attribute: "A",
    id: "from-a-laptop",
    title: "Somebody deployed by hand, with approval, what no branch holds",
    plant: byHand(({ id }) => ({ sha: commit(id) }), offBranch),
  },
  {
    attribute: "A",
    id: "rolled-back-to-a-failure",
    title: "A rollback went to an artefact of no branch whose one deployment had failed",
    plant: rollback({ trigger: "pipeline", outcome: "failure" }),
  },
  {
    attribute: "A",
    id: "rolled-back-to-an-unapproved-one",
    title: "A rollback went to an artefact of no branch that somebody had once deployed alone",
    plant: rollback({ trigger: "human", outcome: "success", triggered_by_login: "e-1011" }),
  },
  {
    attribute: "B",
    id: "not-approved",
    title: "Nobody approved a deployment by hand beforehand",
    plant: byHand(() => ({ approved_by_login: null, approved_at: null }), approved("not-performed")),
  },
  {
    attribute: "B",
    id: "own-approval",
    title: "Who deployed by hand had approved it too",
    plant: byHand(({ triggered_by_login }) => ({ approved_by_login: triggered_by_login }), approved("unauthorised")),
  },
  {
    attribute: "B",
    id: "a-bot-approved",
    title: "A machine's account approved a deployment by hand",
    plant: byHand((_, rows) => {
      const where = ({ system, account_type }: TableRow<"account">) =>
        system === "github" && account_type === "service";
      return { approved_by_login: rowAt(rows, "account", { where, at: 0 }).username };
    }, approved("unauthorised")),
  },
  {
    attribute: "B",
    id: "approved-afterwards",
    title: "A deployment by hand was approved an hour after it had begun",
    plant: byHand(({ started_at }) => ({ approved_at: started_at + HOUR_MS }), approved("late")),
  },
  {
    attribute: "B",
    id: "approved-a-minute-over",
    title: "A deployment by hand was approved six minutes after it had begun: no clock differs by so much",
    plant: byHand(({ started_at }) => ({ approved_at: started_at + 6 * MINUTE_MS }), approved("late")),
  },
  {
    attribute: "B",
    id: "undeclared",
    title: "Somebody took a merged change to production once more, and nobody knew",
    plant: (rows, _, at) => {
      const { deployment, label, emergencyLabel } = handDeployment(rows, at);
      addRows(rows, "deployment", {
        ...deployment,
        id: `${deployment.id} again`,
        environment: "production-eu",
        approved_by_login: null,
        approved_at: null,
        started_at: deployment.started_at + DAY_MS,
      });
      const another = (text: string) => text.replace("production", "production-eu");
      return [
        ...found("CHG-05", "B", another(label), "not-performed"),
        ...found("CHG-04", "A B C", another(emergencyLabel), "not-performed"),
      ];
    },
  },
  {
    attribute: "B",
    id: "nobodys-account-approved",
    title: "An account that belongs to nobody approved a deployment by hand",
    plant: byHand(
      () => ({ approved_by_login: "old-handle" }),
      (label) => open("CHG-05", "B", label, "unmatched-person"),
    ),
  },
  {
    attribute: "C",
    id: "commit-not-recorded",
    title: "The pipeline did not record which commit it deployed",
    plant: byPipeline(() => ({ sha: null }), untraceable),
  },
  {
    attribute: "C",
    id: "seen-running",
    title: "An artefact runs in production, and nothing tells where it comes from or who started it",
    plant: byPipeline(
      () => ({ repository: null, sha: null, trigger: "unknown" }),
      (label) => [...untraceable(label), ...open("CHG-05", "B", label, "unparsed")],
    ),
  },
  {
    attribute: "C",
    id: "by-hand-without-a-commit",
    title: "Somebody deployed by hand, with approval; of which commit is not on record",
    plant: byHand(() => ({ sha: null }), untraceable),
  },
  {
    attribute: "C",
    id: "repository-unknown",
    title: "A commit was deployed, and nobody knows of which repository",
    plant: byPipeline(() => ({ repository: null }), untraceable),
  },
  {
    attribute: "C",
    id: "failed-without-a-commit",
    title: "A scheduled deployment failed and left no commit on record",
    plant: byPipeline(() => ({ sha: null, trigger: "schedule", outcome: "failure" }), untraceable),
  },
  {
    attribute: "C",
    id: "rolled-back-to-something",
    title: "A rollback does not tell to which commit it went",
    plant: byPipeline(() => ({ sha: null, is_rollback: true }), untraceable),
  },
]);

type Told = (label: string) => readonly ExpectedOutcome[];

function offBranch(label: string): readonly ExpectedOutcome[] {
  return found("CHG-05", "A", label, "unauthorised");
}

function untraceable(label: string): readonly ExpectedOutcome[] {
  return found("CHG-05", "A C", label, "evidence-missing");
}

function approved(kind: string): Told {
  return (label) => found("CHG-05", "B", label, kind);
}

/** A commit that no branch holds. */
function commit(name: string): string {
  return sha256(`${name} of nowhere`).slice(0, 40);
}

/** Changes a deployment by the pipeline. */
function byPipeline(to: (deployment: Deployment) => Partial<Deployment>, told: Told): Fault["plant"] {
  return (rows, _, at) => {
    const deployments = rows.deployment.filter(({ trigger }) => trigger === "pipeline");
    return told(changed(rows, nth(deployments, 1 + at * 2), to));
  };
}

/** Changes a deployment by hand; what was declared and reviewed stays in order. */
function byHand(to: (deployment: Deployment, rows: CompanyRows) => Partial<Deployment>, told: Told): Fault["plant"] {
  return (rows, _, at) => told(changed(rows, handDeployment(rows, at).deployment, to));
}

/** Changes a deployment; returns its label. */
function changed(
  rows: CompanyRows,
  deployment: Deployment,
  to: (deployment: Deployment, rows: CompanyRows) => Partial<Deployment>,
): string {
  const after = to(deployment, rows);
  changeRows(rows, "deployment", { where: ({ id }) => id === deployment.id, to: after });
  return deploymentLabel({ ...deployment, ...after });
}

/** A rollback by the pipeline to an artefact of no branch, which was deployed once, months before the period. */
function rollback(once: Partial<Deployment>): Fault["plant"] {
  return (rows, { period }: CompanyWorld, at) => {
    const deployment = nth(
      rows.deployment.filter(({ trigger }) => trigger === "pipeline"),
      1 + at * 2,
    );
    const sha = commit(`${deployment.id} rolled back`);
    const earlier = {
      ...deployment,
      ...once,
      id: `${deployment.id} once`,
      sha,
      started_at: period.start - 60 * DAY_MS,
    };
    const now = { ...deployment, id: `${deployment.id} back`, sha, is_rollback: true };
    addRows(rows, "deployment", earlier, { ...now, started_at: deployment.started_at + HOUR_MS });
    return offBranch(deploymentLabel(now));
  };
}
