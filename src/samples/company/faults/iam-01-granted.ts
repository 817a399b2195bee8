import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import {
  addGrant,
  addRequest,
  changeGrant,
  changeTicket,
  type GivenRight,
  joinerAt,
  leaverAt,
  rightItem,
  rightsOf,
  stayerAt,
} from "./rights.js";

/** Ways in which what was granted is not what was asked for, or whoever got it did not work here. */
export const iam01GrantFaults: readonly Fault[] = faultsOf("IAM-01", [
  {
    attribute: "D",
    id: "one-not-asked-for",
    title: "A joiner's request names the rights, and one of those given is not among them",
    plant: (rows, world, at) => {
      const rights = rightsOf(joinerAt(world, at), world);
      const left = nth(rights, 1);
      changeTicket(rows, left.ticket, { entitlements: namesOf(rights.filter((right) => right !== left)) });
      return found("IAM-01", "D", left.item, "unauthorised");
    },
  },
  {
    attribute: "D",
    id: "one-more",
    title: "With the rights that were asked for one more was given",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      const rights = rightsOf(joiner, world);
      const { ticket, accountId, system, from } = nth(rights, 0);
      changeTicket(rows, ticket, { entitlements: namesOf(rights) });
      addGrant(rows, world, { accountId, system, entitlement: "finance", from: from + HOUR_MS, ticket });
      return found("IAM-01", "D", rightItem(joiner, system, "finance"), "unauthorised");
    },
  },
  {
    attribute: "D",
    id: "of-other-systems",
    title: "A joiner's request names one system, and rights in others were given on it",
    plant: (rows, world, at) => {
      const rights = rightsOf(joinerAt(world, at), world);
      const { ticket, system } = nth(rights, 0);
      changeTicket(rows, ticket, { system });
      const others = rights.filter((right) => right.system !== system);
      return others.flatMap(({ item }) => found("IAM-01", "D", item, "unauthorised"));
    },
  },
  {
    attribute: "D",
    id: "for-another",
    title: "The request behind a joiner's rights asks for somebody else",
    plant: (rows, world, at) => {
      const rights = rightsOf(joinerAt(world, at), world);
      changeTicket(rows, nth(rights, 0).ticket, { beneficiary_employee_no: stayerAt(world, at).no });
      return rights.flatMap(({ item }) => found("IAM-01", "D", item, "unauthorised"));
    },
  },
  {
    attribute: "D",
    id: "copied",
    title: "A right was copied from a colleague, with the colleague's request",
    plant: (rows, world, at) => {
      const { grantId, item, system, entitlement, from } = nth(rightsOf(joinerAt(world, at), world), 1);
      const colleague = stayerAt(world, at).no;
      const key = `ACC-${colleague}-3`;
      addRequest(rows, world, { key, at: from - 9 * DAY_MS, beneficiary: colleague, system, entitlement });
      changeGrant(rows, grantId, { request_key: key });
      return found("IAM-01", "D", item, "unauthorised");
    },
  },
  ...[
    { id: "days-before", title: "three days", early: 3 * DAY_MS },
    { id: "minutes-before", title: "six minutes", early: 6 * MINUTE_MS },
  ].map(({ id, title, early }) => ({
    attribute: "E",
    id,
    title: `A joiner's right began ${title} before the first day`,
    plant: (rows: CompanyRows, world: CompanyWorld, at: number) => {
      const joiner = joinerAt(world, at);
      const { grantId, item } = nth(rightsOf(joiner, world), 1);
      changeGrant(rows, grantId, { from_lo: joiner.startAt - early, from_hi: joiner.startAt - early });
      return found("IAM-01", "E", item, "unauthorised");
    },
  })),
  ...[
    { id: "a-minute-after", title: "a minute", late: MINUTE_MS },
    { id: "days-after", title: "ten days", late: 10 * DAY_MS },
  ].map(({ id, title, late }) => ({
    attribute: "E",
    id,
    title: `A leaver got a right ${title} after the end of work`,
    plant: (rows: CompanyRows, world: CompanyWorld, at: number) => {
      const leaver = leaverAt(world, at);
      const { accountId, system } = nth(rightsOf(leaver, world), 0);
      const from = leaver.endAt + late;
      const right = { system, entitlement: "archive" };
      const ticket = `ACC-${leaver.no}-3`;
      addRequest(rows, world, { key: ticket, at: leaver.endAt - 2 * DAY_MS, beneficiary: leaver.no, ...right });
      addGrant(rows, world, { accountId, ...right, from, to: from + HOUR_MS, ticket });
      return found("IAM-01", "E", rightItem(leaver, system, "archive"), "unauthorised");
    },
  })),
  {
    attribute: "E",
    id: "without-owner",
    title: "A mailbox that several people share, and nobody owns, got a right",
    plant: (rows, world, at) => {
      const from = leaverAt(world, at).endAt + DAY_MS;
      const { item, account } = sharedAccount(rows, world, { owner: null, from });
      return [
        ...found("IAM-01", "E", item, "evidence-missing"),
        ...found("IAM-14", "B", `${account} without a person`, "not-performed"),
      ];
    },
  },
  {
    attribute: "E",
    id: "owner-had-left",
    title: "A mailbox got a right the day after its owner had left",
    plant: (rows, world, at) => {
      const { no, endAt } = leaverAt(world, at);
      const { item } = sharedAccount(rows, world, { owner: no, from: endAt + DAY_MS });
      return found("IAM-01", "E", item, "unauthorised");
    },
  },
]);

function namesOf(rights: readonly GivenRight[]): string {
  return rights.map(({ entitlement }) => entitlement).join("|");
}

/** A shared account, made a week before it got a right that was asked for and approved. */
function sharedAccount(
  rows: CompanyRows,
  world: CompanyWorld,
  { owner, from }: { readonly owner: string | null; readonly from: EpochMs },
): { readonly item: string; readonly account: string } {
  const system = world.plan.systems.find(({ kind }) => kind === "app")?.id ?? "";
  const name = `desk-${owner?.toLowerCase() ?? "nobody"}-${from / MINUTE_MS}`;
  const id = `account ${system} ${name}`;
  const since = from - 7 * DAY_MS;
  addRows(rows, "account", {
    id,
    system,
    external_id: `${system}-${name}`,
    username: name,
    email: null,
    employee_no: null,
    account_type: "shared",
    owner_employee_no: owner,
    is_tagged_test: false,
    created_at: since,
    deleted_at: null,
  });
  addRows(rows, "account_state", {
    id: `${id} on`,
    account_id: id,
    state: "active",
    vendor_status: "active",
    from_lo: since,
    from_hi: since,
    to_lo: null,
    to_hi: null,
    seen_at: world.covered.end,
  });
  const key = `DESK-${name}`;
  addRequest(rows, world, { key, at: from - 2 * DAY_MS, beneficiary: null, system, entitlement: "inbox" });
  addGrant(rows, world, { accountId: id, system, entitlement: "inbox", from, ticket: key });
  return {
    item: `shared account ${system}-${name} x ${system}: inbox`,
    account: `account ${system}-${name} in ${system}`,
  };
}
