import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { machinesOf } from "../areas/machines.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { removeRows } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf } from "../world.js";
import { iam01GrantFaults } from "./iam-01-granted.js";
import {
  addDecision,
  addGrant,
  addRequest,
  changeApproval,
  changeGrant,
  type GivenRight,
  joinerAt,
  rightItem,
  rightsOf,
  stayerAt,
} from "./rights.js";

/** Ways in which a right was never asked for, wrongly approved, approved too late, or not the one asked for. */
export const iam01Faults: readonly Fault[] = [
  ...faultsOf("IAM-01", [
    ...[
      { id: "no-ticket", title: "names no request", to: { request_key: null }, kind: "not-performed" },
      { id: "lost", title: "names a request that nobody can find", to: { request_key: "ACC-LOST" } },
      {
        id: "by-a-rule",
        title: "came by a group rule that nobody approved",
        to: { request_key: null, rule_key: "RULE-all", grant_path: "rule" },
      },
    ].map(({ id, title, to, kind = "evidence-missing" }) => ({
      attribute: "A",
      id,
      title: `A joiner's right ${title}`,
      plant: ofOneRight(to, (item) => found("IAM-01", "A B C", item, kind)),
    })),
    {
      attribute: "A",
      id: "ticket-gone",
      title: "A joiner's request is not among the tickets",
      plant: (rows, world, at) => {
        const rights = rightsOf(joinerAt(world, at), world);
        const [first] = rights;
        removeRows(rows, "ticket", ({ key }) => key === first?.ticket);
        return ofAll(rights, "A B C", "evidence-missing");
      },
    },
    {
      attribute: "A",
      id: "asked-long-ago",
      title: "Somebody got a right that was asked for 31 days before, and the right names no request",
      plant: (rows, world, at) => {
        const { person, right } = newRight(world, at);
        const { from, system, entitlement } = right;
        const asked = { key: `OLD-${person.no}`, at: from - 31 * DAY_MS, beneficiary: person.no, system, entitlement };
        addRequest(rows, world, asked);
        addGrant(rows, world, { ...right, ticket: null });
        return found("IAM-01", "A B C", rightItem(person, system, entitlement), "not-performed");
      },
    },
    {
      attribute: "A",
      id: "of-a-machine",
      title: "A machine got a right that nobody asked for",
      plant: (rows, world, at) => {
        const { id, system, username } = nth(machinesOf(world), at);
        addGrant(rows, world, {
          accountId: id,
          system,
          entitlement: "readers",
          from: newRight(world, at).right.from,
          ticket: null,
        });
        const item = `service account ${system}-${username} x ${system}: readers`;
        return found("IAM-01", "A B C", item, "not-performed");
      },
    },
    {
      attribute: "B",
      id: "nobody",
      title: "A joiner's request was never approved",
      plant: ofRequest(
        (rows, { ticket }) => removeRows(rows, "ticket_approval", ({ ticket_key }) => ticket_key === ticket),
        "B C",
        "not-performed",
      ),
    },
    {
      attribute: "B",
      id: "rejected",
      title: "A joiner's request was rejected, and the access given all the same",
      plant: ofRequest(
        (rows, { ticket }) => changeApproval(rows, ticket, { decision: "rejected" }),
        "B C",
        "not-performed",
      ),
    },
    {
      attribute: "B",
      id: "by-who-asked",
      title: "Whoever asked for a joiner's access approved it",
      plant: approvedBy(({ world }) => ({ approver_employee_no: headsOf(world).people.no })),
    },
    {
      attribute: "B",
      id: "by-who-gets-it",
      title: "A joiner's access was approved with the joiner's own account",
      plant: approvedBy(({ joiner }) => ({ approver_employee_no: joiner.no })),
    },
    {
      attribute: "B",
      id: "without-authority",
      title: "A colleague who neither manages the joiner nor owns the system approved",
      plant: approvedBy(({ world }) => ({ approver_employee_no: stayerAt(world, 0).no, is_manager_or_owner: false })),
    },
    {
      attribute: "B",
      id: "by-who-had-left",
      title: "The approval was given in the name of somebody who had left",
      plant: (rows, world, at) => {
        const leaver = nth(
          world.people.filter(({ endAt }) => endAt !== null),
          0,
        );
        const after = world.people.filter(({ startAt }) => startAt - 5 * DAY_MS > (leaver.endAt ?? 0));
        const rights = rightsOf(nth(after, at), world);
        changeApproval(rows, nth(rights, 0).ticket, { approver_employee_no: leaver.no });
        return ofAll(rights, "B", "unauthorised");
      },
    },
    {
      attribute: "B",
      id: "list-by-who-is-on-it",
      title: "A list of rights was approved by somebody who got one by it",
      plant: (rows, world, at) => {
        const { person, right } = newRight(world, at);
        const { from, system, entitlement } = right;
        const key = `LIST-${person.no}`;
        addRequest(rows, world, { key, at: from - 2 * DAY_MS, beneficiary: null, system, entitlement });
        changeApproval(rows, key, { approver_employee_no: person.no });
        addGrant(rows, world, { ...right, ticket: key });
        return found("IAM-01", "B", rightItem(person, system, entitlement), "unauthorised");
      },
    },
    ...[
      { id: "minutes-after", title: "six minutes", late: 6 * MINUTE_MS },
      { id: "a-day-after", title: "a day", late: DAY_MS },
      { id: "weeks-after", title: "three weeks", late: 21 * DAY_MS },
    ].map(({ id, title, late }) => ({
      attribute: "C",
      id,
      title: `A joiner's access was approved ${title} after it had been given`,
      plant: ofRequest(
        (rows, { ticket, from }) => changeApproval(rows, ticket, { decided_at: from + late }),
        "C",
        "late",
      ),
    })),
    {
      attribute: "C",
      id: "rejected-since",
      title: "A joiner's access was approved, then rejected, then given",
      plant: ofRequest(
        (rows, { ticket, from }, world) => {
          addDecision(rows, ticket, { at: from - HOUR_MS, by: headsOf(world).security.no, decision: "rejected" });
        },
        "C",
        "unauthorised",
      ),
    },
    {
      attribute: "C",
      id: "approved-again-after",
      title: "A joiner's access was approved, rejected, given, and approved again",
      plant: ofRequest(
        (rows, { ticket, from }, world) => {
          const by = headsOf(world).security.no;
          addDecision(rows, ticket, { at: from - HOUR_MS, by, decision: "rejected" });
          addDecision(rows, ticket, { at: from + HOUR_MS, by, decision: "approved" });
        },
        "C",
        "late",
      ),
    },
    {
      attribute: "C",
      id: "first-by-who-asked",
      title: "Only whoever asked had approved when access was given; the manager did the day after",
      plant: ofRequest(
        (rows, { ticket, from }, world) => {
          const { people, security } = headsOf(world);
          changeApproval(rows, ticket, { approver_employee_no: people.no });
          addDecision(rows, ticket, { at: from + DAY_MS, by: security.no, decision: "approved" });
        },
        "C",
        "late",
      ),
    },
  ]),
  ...iam01GrantFaults,
];

/** A right that somebody who was there all the time gets in the middle of the period. */
function newRight(world: CompanyWorld, at: number) {
  const person = stayerAt(world, at);
  const [first] = rightsOf(person, world);
  if (first === undefined) throw new RangeError(`${person.no} has no right`);
  const from = world.period.start + Math.floor((world.period.end - world.period.start) / 2) + at * HOUR_MS;
  return { person, right: { accountId: first.accountId, system: first.system, entitlement: "reports", from } };
}

function ofAll(rights: readonly GivenRight[], attributes: string, kind: string) {
  return rights.flatMap(({ item }) => found("IAM-01", attributes, item, kind));
}

function ofOneRight(
  to: Partial<TableRow<"access_grant">>,
  expected: (item: string) => ReturnType<Fault["plant"]>,
): Fault["plant"] {
  return (rows, world, at) => {
    const right = nth(rightsOf(joinerAt(world, at), world), 1);
    changeGrant(rows, right.grantId, to);
    return expected(right.item);
  };
}

/** Changes what is recorded of a joiner's request: every right that rests on it shows it. */
function ofRequest(
  change: (rows: Parameters<Fault["plant"]>[0], first: GivenRight, world: CompanyWorld) => void,
  attributes: string,
  kind: string,
): Fault["plant"] {
  return (rows, world, at) => {
    const rights = rightsOf(joinerAt(world, at), world);
    change(rows, nth(rights, 0), world);
    return ofAll(rights, attributes, kind);
  };
}

function approvedBy(
  to: (facts: { readonly world: CompanyWorld; readonly joiner: CompanyPerson }) => Partial<TableRow<"ticket_approval">>,
): Fault["plant"] {
  return (rows, world, at) => {
    const joiner = joinerAt(world, at);
    const rights = rightsOf(joiner, world);
    changeApproval(rows, nth(rights, 0).ticket, to({ world, joiner }));
    return ofAll(rights, "B", "unauthorised");
  };
}
