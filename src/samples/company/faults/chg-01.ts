import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { companyRole } from "../roles.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, isThere } from "../world.js";
import { byBot, chg01RuleFaults, party } from "./chg-01-rules.js";
import {
  type Change,
  labelOf,
  landed,
  ordinaryChange,
  outsider,
  pushAt,
  pushLabel,
  removeReviews,
  reviewOf,
  unknownPushFound,
} from "./hit-change.js";

type Review = TableRow<"review">;

/** Ways in which a change comes to production code without the word of somebody else, or with one that is worth nothing. */
export const chg01Faults: readonly Fault[] = [
  ...faultsOf("CHG-01", [
    {
      attribute: "A",
      id: "nobody-reviewed",
      title: "A change was merged without any review",
      plant: hit((rows, change) => removeReviews(rows, change), notApproved("not-performed")),
    },
    {
      attribute: "A",
      id: "pushed-after-approval",
      title: "A push after the approval changed what had been approved",
      plant: said(
        ({ commit_sha }) => ({ commit_sha: `${(commit_sha ?? "").slice(0, 39)}x` }),
        notApproved("incomplete"),
      ),
    },
    {
      attribute: "A",
      id: "approved-after-the-merge",
      title: "The approval came two hours after the merge",
      plant: said(({ merged_at }) => ({ submitted_at: (merged_at ?? 0) + 2 * HOUR_MS }), notApproved("late")),
    },
    {
      attribute: "A",
      id: "own-approval",
      title: "The author approved the change",
      plant: said((_, { author_login }) => ({ reviewer_login: author_login }), notApproved("unauthorised")),
    },
    {
      attribute: "A",
      id: "co-author-approved",
      title: "Somebody who had written part of it approved the change",
      plant: hit((rows, change) => {
        const login = reviewOf(rows, change).reviewer_login;
        addRows(rows, "change_party", party(change, "co_author", login));
      }, notApproved("unauthorised")),
    },
    {
      attribute: "A",
      id: "second-account",
      title: "The author approved the change with a second account",
      plant: hit((rows, change) => {
        const login = `${change.author_login}-second`;
        const account = rowAt(rows, "account", {
          where: ({ system, username }) => system === "github" && username === change.author_login,
          at: 0,
        });
        addRows(rows, "account", {
          ...account,
          id: `${account.id} second`,
          external_id: `github-${login}`,
          username: login,
        });
        const factor = rowAt(rows, "auth_factor", { where: ({ account_id }) => account_id === account.id, at: 0 });
        addRows(rows, "auth_factor", { ...factor, id: `${factor.id} second`, account_id: `${account.id} second` });
        changeRows(rows, "review", {
          where: ({ id }) => id === reviewOf(rows, change).id,
          to: { reviewer_login: login },
        });
      }, notApproved("unauthorised")),
    },
    {
      attribute: "A",
      id: "a-bot-approved",
      title: "A bot approved the change, and no person did",
      plant: said(() => ({ reviewer_login: "approver[bot]", is_bot: true }), notApproved("not-performed")),
    },
    {
      attribute: "A",
      id: "dismissed",
      title: "The approval was dismissed before the merge",
      plant: said(() => ({ state: "dismissed", prior_state: "approved" }), notApproved("not-performed")),
    },
    {
      attribute: "A",
      id: "owner-objected",
      title: "A code owner still asked for changes when the change was merged with another approval",
      plant: hit((rows, change, world) => {
        addRows(rows, "review", {
          ...reviewOf(rows, change),
          id: `${change.id} objection`,
          reviewer_login: outsider(world, change).no.toLowerCase(),
          state: "changes_requested",
          is_code_owner: true,
        });
      }, notApproved("bypassed")),
    },
    {
      attribute: "A",
      id: "bot-merged-its-own",
      title: "A bot merged what it had written, outside every standard class",
      plant: hit((rows, change) => {
        removeReviews(rows, change);
        byBot(rows, change, {});
      }, notApproved("not-performed")),
    },
    {
      attribute: "A",
      id: "nobodys-account-approved",
      title: "An account that belongs to nobody approved the change",
      plant: said(
        () => ({ reviewer_login: "old-handle" }),
        (label) => open("CHG-01", "A", label, "unmatched-person"),
      ),
    },
    {
      attribute: "A",
      id: "pushed",
      title: "A commit was pushed to the protected branch",
      plant: (rows, world, at) => {
        const push = pushAt(world, "pushed", at);
        addRows(rows, "landed_commit", landed(push));
        return unknownPushFound(pushLabel(push, "direct push"));
      },
    },
    {
      attribute: "B",
      id: "could-not-write",
      title: "Who approved could not write to the repository",
      plant: said(() => ({ has_write_permission: false }), unauthorised),
    },
    {
      attribute: "B",
      id: "had-left",
      title: "Who approved had left the company",
      plant: (rows, world, at) => {
        const person = nth(
          world.people.filter((each) => each.endAt !== null && hasForge(each)),
          at,
        );
        return approvedBy(rows, { person, at, isThen: (mergedAt) => mergedAt > (person.endAt ?? 0) + DAY_MS });
      },
    },
    {
      attribute: "B",
      id: "not-there-yet",
      title: "Who approved had not begun to work at the company",
      plant: (rows, world, at) => {
        const person = nth(
          world.people.filter((each) => !isThere(each, world.period.start) && hasForge(each)),
          at,
        );
        return approvedBy(rows, { person, at, isThen: (mergedAt) => mergedAt < person.startAt });
      },
    },
    {
      attribute: "B",
      id: "in-the-skew-without-permission",
      title: "An approval as good as simultaneous with the merge came from somebody who could not write",
      plant: said(
        ({ merged_at }) => ({ submitted_at: (merged_at ?? 0) + 2 * MINUTE_MS, has_write_permission: false }),
        unauthorised,
      ),
    },
    {
      attribute: "B",
      id: "permitted-word-was-voided",
      title: "Of two approvals, that of the person with permission was of an older commit",
      plant: hit((rows, change, world) => {
        const review = reviewOf(rows, change);
        addRows(rows, "review", {
          ...review,
          id: `${change.id} review of the first commit`,
          reviewer_login: outsider(world, change).no.toLowerCase(),
          submitted_at: (review.submitted_at ?? 0) - HOUR_MS,
          commit_sha: `${change.head_sha.slice(0, 39)}x`,
        });
        changeRows(rows, "review", { where: ({ id }) => id === review.id, to: { has_write_permission: false } });
      }, unauthorised),
    },
    {
      attribute: "B",
      id: "permission-not-told",
      title: "The forge does not tell whether who approved could write",
      plant: said(
        () => ({ has_write_permission: null }),
        (label) => open("CHG-01", "B", label, "plan-limited"),
      ),
    },
  ]),
  ...chg01RuleFaults,
];

type Told = (label: string) => readonly ExpectedOutcome[];

function notApproved(kind: string): Told {
  return (label) => found("CHG-01", "A", label, kind);
}

function unauthorised(label: string): readonly ExpectedOutcome[] {
  return found("CHG-01", "B", label, "unauthorised");
}

/** Changes something about one ordinary change. */
function hit(change: (rows: CompanyRows, change: Change, world: CompanyWorld) => void, told: Told): Fault["plant"] {
  return (rows, world, at) => {
    const hitChange = ordinaryChange(rows, at);
    change(rows, hitChange, world);
    return told(labelOf(hitChange));
  };
}

/** Changes the one review of one ordinary change. */
function said(to: (review: Review, change: Change) => Partial<Review>, told: Told): Fault["plant"] {
  return hit((rows, change) => {
    const review = reviewOf(rows, change);
    changeRows(rows, "review", { where: ({ id }) => id === review.id, to: to(review, change) });
  }, told);
}

/** Somebody approved a change of a moment at which they did not work there. */
function approvedBy(
  rows: CompanyRows,
  { person, at, isThen }: { person: CompanyPerson; at: number; isThen: (mergedAt: number) => boolean },
): readonly ExpectedOutcome[] {
  const change = nth(
    rows.change.filter((each) => !each.is_emergency && isThen(each.merged_at)),
    at,
  );
  const review = reviewOf(rows, change);
  changeRows(rows, "review", {
    where: ({ id }) => id === review.id,
    to: { reviewer_login: person.no.toLowerCase() },
  });
  return unauthorised(labelOf(change));
}

/** People whose role brings an account on the forge. */
function hasForge({ role }: CompanyPerson): boolean {
  return companyRole(role).systems.includes("scm");
}
