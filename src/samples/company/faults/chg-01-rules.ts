import { MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import {
  bypass,
  type Change,
  checkInOrder,
  declareInOrder,
  labelOf,
  landed,
  ordinaryChange,
  type Push,
  pushAt,
  pushFound,
  pushLabel,
  unknownPushFound,
} from "./hit-change.js";
import { companyEmergency } from "./hit-emergency.js";

/** Ways in which a change says nothing of its purpose, or passes over the rules of the branch. */
export const chg01RuleFaults: readonly Fault[] = faultsOf("CHG-01", [
  {
    attribute: "C",
    id: "nothing-said",
    title: "A change named no ticket and described nothing",
    plant: (rows, _, at) => {
      const change = ordinaryChange(rows, at);
      silence(rows, change);
      return found("CHG-01", "C", labelOf(change), "evidence-missing");
    },
  },
  {
    attribute: "C",
    id: "a-bot-said-nothing",
    title: "A bot opened a change that names no ticket and describes nothing; a person approved it",
    plant: (rows, _, at) => {
      const change = ordinaryChange(rows, at);
      silence(rows, change);
      byBot(rows, change, {});
      return found("CHG-01", "C", labelOf(change), "evidence-missing");
    },
  },
  {
    attribute: "C",
    id: "emergency-without-a-word",
    title: "An emergency change named no ticket and described nothing, so that none declares it",
    plant: (rows, _, at) => {
      const { change } = companyEmergency(rows, at);
      silence(rows, change);
      return [
        ...found("CHG-01", "C", labelOf(change), "evidence-missing"),
        ...found("CHG-04", "A", labelOf(change), "not-performed"),
      ];
    },
  },
  {
    attribute: "C",
    id: "push-in-order",
    title: "A commit was pushed in an emergency that was declared, approved, checked and reviewed",
    plant: inOrder((rows, push) => {
      addRows(rows, "landed_commit", landed(push));
      return pushFound(pushLabel(push, "direct push"));
    }),
  },
  {
    attribute: "C",
    id: "seen-by-the-forge-alone",
    title: "The forge tells of a push past a rule; the commit never appeared in the history",
    plant: (rows, world, at) => {
      const push = pushAt(world, "seen by the forge", at);
      addRows(rows, "protection_bypass", bypass(push, "policy_override"));
      return unknownPushFound(pushLabel(push, "direct push"));
    },
  },
  {
    attribute: "C",
    id: "rewritten-in-the-clone",
    title: "A clone shows a commit that was on the branch before its history was rewritten",
    plant: (rows, world, at) => {
      const push = pushAt(world, "rewritten in the clone", at);
      addRows(rows, "landed_commit", landed(push, { landed_basis: "reflog", is_rewrite: true }));
      return unknownPushFound(pushLabel(push, "history rewrite"));
    },
  },
  {
    attribute: "D",
    id: "merged-past-a-rule",
    title: "A change was merged past a rule; nobody declared it, and no check ran afterwards",
    plant: pastARule("ruleset"),
  },
  {
    attribute: "D",
    id: "merged-while-protection-was-off",
    title: "Protection of the branch was switched off for one change",
    plant: pastARule("protection_disabled"),
  },
  {
    attribute: "D",
    id: "override-without-a-commit",
    title: "The forge tells who overrode a policy and when, but not for which change",
    plant: pastARule("policy_override", ({ merged_at }) => ({ after_sha: null, at: merged_at + 2 * MINUTE_MS })),
  },
  {
    attribute: "D",
    id: "emergency-past-a-rule",
    title: "An emergency change, in order otherwise, was merged past a rule",
    plant: (rows, _, at) => {
      const { change } = companyEmergency(rows, at);
      addRows(rows, "protection_bypass", ofChange(change, "ruleset"));
      return found("CHG-01", "D", labelOf(change), "bypassed");
    },
  },
  {
    attribute: "D",
    id: "forced-push",
    title: "A forced push rewrote the history of the branch",
    plant: (rows, world, at) => {
      const push = pushAt(world, "forced", at);
      addRows(rows, "landed_commit", landed(push));
      addRows(rows, "protection_bypass", bypass(push, "force_push"));
      return unknownPushFound(pushLabel(push, "history rewrite"));
    },
  },
  {
    attribute: "D",
    id: "pushed-past-a-rule-in-order",
    title: "A commit was pushed past a rule in an emergency that was in order otherwise",
    plant: inOrder((rows, push) => {
      addRows(rows, "landed_commit", landed(push, { landed_basis: "committer_claim", landed_lo: null }));
      addRows(rows, "protection_bypass", bypass(push, "ruleset"));
      return pushFound(pushLabel(push, "direct push"));
    }),
  },
]);

/** Somebody who wrote part of a change. */
export function party(change: Change, role: string, login: string | null): TableRow<"change_party"> {
  const { id, merged_at } = change;
  return { id: `${id} ${role} ${login}`, change_id: id, merged_at, role, login, email: null, is_bot: false };
}

/** A bot alone wrote the change, and what else was different about it. */
export function byBot(rows: CompanyRows, change: Change, to: Partial<Change>): void {
  const login = "updates[bot]";
  removeRows(rows, "change_party", ({ change_id }) => change_id === change.id);
  addRows(rows, "change_party", { ...party(change, "opener", login), is_bot: true });
  changeRows(rows, "change", {
    where: ({ id }) => id === change.id,
    to: { author_login: login, merged_by_login: login, ...to },
  });
}

/** Neither ticket nor description. */
function silence(rows: CompanyRows, { id }: Change): void {
  changeRows(rows, "change", { where: (row) => row.id === id, to: { ticket_key: null, has_description: false } });
}

/** A push of somebody in an emergency that went as it should, apart from having been a push. */
function inOrder(plant: (rows: CompanyRows, push: Push) => readonly ExpectedOutcome[]): Fault["plant"] {
  return (rows, world: CompanyWorld, at) => {
    const push = pushAt(world, "in order", at);
    declareInOrder(rows, push, world);
    checkInOrder(rows, push);
    return plant(rows, push);
  };
}

/** A change went past a rule, and nothing was done about it: an emergency that nobody declared or tested. */
function pastARule(
  mechanism: string,
  more: (change: Change) => Partial<TableRow<"protection_bypass">> = () => ({}),
): Fault["plant"] {
  return (rows, _, at) => {
    const change = ordinaryChange(rows, at);
    addRows(rows, "protection_bypass", { ...ofChange(change, mechanism), ...more(change) });
    return [
      ...found("CHG-01", "D", labelOf(change), "bypassed"),
      ...found("CHG-04", "A D", labelOf(change), "not-performed"),
    ];
  };
}

function ofChange(change: Change, mechanism: string): TableRow<"protection_bypass"> {
  const { id, repository, base_ref, merged_by_login, merged_at, merge_sha } = change;
  return {
    id: `bypass ${id}`,
    repository,
    branch: base_ref,
    actor_login: merged_by_login,
    at: merged_at,
    after_sha: merge_sha,
    mechanism,
    reason: null,
  };
}
