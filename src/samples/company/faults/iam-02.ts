import { DAY_MS, type EpochMs, MINUTE_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { kindWithoutTicket, type Mover, moverAt, unnoticed } from "./movers-hit.js";
import {
  addGrant,
  addRequest,
  changeApproval,
  changeGrant,
  changeTicket,
  type GivenRight,
  rightItem,
  stayerAt,
} from "./rights.js";

/** Ways in which nobody looked at a mover's access, the old one stayed, or the new one was not approved. */
export const iam02Faults: readonly Fault[] = faultsOf("IAM-02", [
  ...reviews(),
  ...unnoticedMoves(),
  ...lateReviews(),
  ...removals(),
  ...approvals(),
  ...withoutRequests(),
  ...moreApprovals(),
]);

type Draft = Omit<Fault, "control">;

function reviews(): readonly Draft[] {
  return [
    {
      attribute: "A",
      id: "by-nobody",
      title: "A move was followed by no review of any kind",
      plant: (rows, world, at) => {
        const { no, movedAt, ticket } = moverAt(rows, world, at);
        changeTicket(rows, ticket, { labels: "" });
        changeRows(rows, "access_review_item", {
          where: (row) => row.subject_employee_no === no && (row.decided_at ?? 0) >= movedAt,
          to: { subject_employee_no: null },
        });
        return found("IAM-02", "A", moveItem(no), "not-performed");
      },
    },
    {
      attribute: "A",
      id: "by-the-quarter-only",
      title: "After a move only the review of the quarter looked at the access",
      plant: (rows, world, at) => {
        const mover = moverAt(rows, world, at);
        changeTicket(rows, mover.ticket, { labels: "" });
        return found("IAM-02", "A", moveItem(mover.no), kindWithoutTicket(rows, mover));
      },
    },
  ];
}

function lateReviews(): readonly Draft[] {
  return [
    ...[
      { id: "a-minute-late", title: "a minute after the fifth day", late: MINUTE_MS },
      { id: "days-late", title: "on the tenth day", late: 5 * DAY_MS },
    ].map(({ id, title, late }) => ({
      attribute: "A",
      id,
      title: `The review of a mover's access was done ${title}`,
      plant: (rows: CompanyRows, world: CompanyWorld, at: number) => {
        const { no, dueAt, ticket } = moverAt(rows, world, at);
        changeTicket(rows, ticket, { resolved_at: dueAt + late });
        return found("IAM-02", "A", moveItem(no), "late");
      },
    })),
    {
      attribute: "A",
      id: "never-finished",
      title: "The ticket of a move was never resolved",
      plant: (rows, world, at) => {
        const mover = moverAt(rows, world, at);
        changeTicket(rows, mover.ticket, { resolved_at: null, status: "Open" });
        return found("IAM-02", "A", moveItem(mover.no), kindWithoutTicket(rows, mover));
      },
    },
  ];
}

function unnoticedMoves(): readonly Draft[] {
  return [
    {
      attribute: "A",
      id: "move-unnoticed",
      title: "HR recorded a move that nobody else heard of: no ticket, and all the old access stayed",
      plant: (rows, world, at) => {
        const mover = unnoticed(rows, world, at);
        const kind = kindWithoutTicket(rows, mover);
        return found("IAM-02", "A B", moveItem(mover.no), kind);
      },
    },
  ];
}

function removals(): readonly Draft[] {
  return [
    ...[
      { id: "a-minute-late", title: "a minute after the fifth day", late: MINUTE_MS },
      { id: "weeks-late", title: "three weeks too late", late: 21 * DAY_MS },
    ].map(({ id, title, late }) => ({
      attribute: "B",
      id,
      title: `A right of the old role was removed ${title}`,
      plant: ofOldRights((rows, [first], { dueAt }) => endGrant(rows, first, dueAt + late), "late"),
    })),
    {
      attribute: "B",
      id: "all-a-month-late",
      title: "All rights of the old role were removed a month after the move",
      plant: ofOldRights((rows, old, { movedAt }) => {
        for (const right of old) endGrant(rows, right, movedAt + 30 * DAY_MS);
      }, "late"),
    },
    {
      attribute: "B",
      id: "never",
      title: "A right of the old role was never removed",
      plant: ofOldRights((rows, [first], _, world) => keepGrant(rows, first, world), "not-performed"),
    },
    {
      attribute: "B",
      id: "agreed-too-late",
      title: "That a right of the old role may stay was asked for and approved after nine days",
      plant: ofOldRights((rows, [first], { no, movedAt }, world) => {
        keepGrant(rows, first, world);
        const { system, entitlement } = first;
        const at = movedAt + 9 * DAY_MS;
        addRequest(rows, world, { key: `KEEP-${no}`, at, beneficiary: no, system, entitlement });
      }, "late"),
    },
    {
      attribute: "B",
      id: "kept-by-a-late-review",
      title: "A reviewer let a right of the old role stay, three weeks after the move",
      plant: ofOldRights((rows, [first], { no, movedAt }, world) => {
        keepGrant(rows, first, world);
        const known = rowAt(rows, "access_review_item", { where: isLineOf(no, first.system), at: 0 });
        const line = { id: `${known.id} ${first.entitlement}`, entitlement: first.entitlement };
        addRows(rows, "access_review_item", { ...known, ...line, decided_at: movedAt + 21 * DAY_MS });
      }, "late"),
    },
  ];
}

function approvals(): readonly Draft[] {
  return [
    {
      attribute: "C",
      id: "approved-after",
      title: "What a mover needs was approved the day after it had been given",
      plant: ofNewRights(
        (rows, { movedAt, ticket }) => changeApproval(rows, ticket, { decided_at: movedAt + DAY_MS }),
        "C",
        "late",
      ),
    },
    {
      attribute: "C",
      id: "never-approved",
      title: "What a mover got was never approved",
      plant: ofNewRights(
        (rows, { ticket }) => removeRows(rows, "ticket_approval", ({ ticket_key }) => ticket_key === ticket),
        "B C",
        "not-performed",
      ),
    },
    {
      attribute: "C",
      id: "by-who-asked",
      title: "What a mover got was approved by whoever asked for it",
      plant: ofNewRights(
        (rows, { ticket }, world) =>
          changeApproval(rows, ticket, { approver_employee_no: headsOf(world).people.no, is_manager_or_owner: true }),
        "B",
        "unauthorised",
      ),
    },
  ];
}

function moreApprovals(): readonly Draft[] {
  return [
    {
      attribute: "C",
      id: "without-authority",
      title: "What a mover got was approved by a colleague without authority",
      plant: ofNewRights(
        (rows, { ticket }, world) =>
          changeApproval(rows, ticket, { approver_employee_no: stayerAt(world, 0).no, is_manager_or_owner: false }),
        "B",
        "unauthorised",
      ),
    },
  ];
}

function withoutRequests(): readonly Draft[] {
  return [
    {
      attribute: "C",
      id: "one-not-asked-for",
      title: "One of the rights that a mover got names no request",
      plant: (rows, world, at) => {
        const { no, rights } = moverAt(rows, world, at);
        const right = nth(newOf(rights), 0);
        changeGrant(rows, right.grantId, { request_key: null });
        return [
          ...found("IAM-02", "C", moveItem(no), "unauthorised"),
          ...found("IAM-01", "A B C", right.item, "not-performed"),
        ];
      },
    },
    {
      attribute: "C",
      id: "one-more-later",
      title: "Two weeks after the move one more right was given, which nobody asked for",
      plant: (rows, world, at) => {
        const { no, person, rights, movedAt } = moverAt(rows, world, at);
        const { accountId, system } = nth(newOf(rights), 0);
        const from = movedAt + 14 * DAY_MS;
        addGrant(rows, world, { accountId, system, entitlement: "extras", from, ticket: null });
        return [
          ...found("IAM-02", "C", moveItem(no), "unauthorised"),
          ...found("IAM-01", "A B C", rightItem(person, system, "extras"), "not-performed"),
        ];
      },
    },
  ];
}

function isLineOf(no: string, system: string) {
  return ({ subject_employee_no, review_id }: { subject_employee_no: string | null; review_id: string }) =>
    subject_employee_no === no && review_id.startsWith(`review ${system} `);
}

/** What the test calls the move of a person. */
export function moveItem(no: string): string {
  return `move of worker ${no}`;
}

function isNew({ ticket }: GivenRight): boolean {
  return ticket.endsWith("-2");
}

function newOf(rights: readonly GivenRight[]): readonly GivenRight[] {
  return rights.filter(isNew);
}

function endGrant(rows: CompanyRows, { grantId }: GivenRight, at: EpochMs): void {
  changeGrant(rows, grantId, { to_lo: at, to_hi: at, seen_at: at });
}

function keepGrant(rows: CompanyRows, { grantId }: GivenRight, { covered }: CompanyWorld): void {
  changeGrant(rows, grantId, { to_lo: null, to_hi: null, seen_at: covered.end });
}

function ofOldRights(
  change: (rows: CompanyRows, old: readonly [GivenRight, ...GivenRight[]], mover: Mover, world: CompanyWorld) => void,
  kind: string,
): Fault["plant"] {
  return (rows, world, at) => {
    const mover = moverAt(rows, world, at);
    const [first, ...others] = mover.rights.filter((right) => !isNew(right));
    if (first === undefined) throw new RangeError(`${mover.no} had no right before`);
    change(rows, [first, ...others], mover, world);
    return found("IAM-02", "B", moveItem(mover.no), kind);
  };
}

/** IAM-01 asks the same of each of the new rights. */
function ofNewRights(
  change: (rows: CompanyRows, mover: Mover, world: CompanyWorld) => void,
  attributes: string,
  kind: string,
): Fault["plant"] {
  return (rows, world, at) => {
    const mover = moverAt(rows, world, at);
    change(rows, mover, world);
    return [
      ...found("IAM-02", "C", moveItem(mover.no), "unauthorised"),
      ...newOf(mover.rights).flatMap(({ item }) => found("IAM-01", attributes, item, kind)),
    ];
  };
}
