import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, spellRow, systemScope } from "../account-person/fake-rows.js";
import { dutyRow } from "../kit/fake-rows.js";
import { credentialStates } from "./population.js";

const at = (month: number, day = 1) => Date.UTC(2026, month - 1, day);

function key(from: number, to: number | null, more: Partial<TableRow<"credential">> = {}): TableRow<"credential"> {
  const base = { id: "k-1", account_id: "okta-1", system: "okta", kind: "access_key", is_service: false };
  const rest = { last_used_at: null, owner_reassigned_at: null, from_lo: from, from_hi: from, seen_at: to ?? at(7) };
  return { ...base, ...rest, to_lo: to, to_hi: to, ...more };
}

function found(tables: TableRows) {
  const base = { scope: [systemScope("okta", "idp")], account: [accountRow()], employment: [spellRow()] };
  return populate(credentialStates, {
    tables: { ...base, identity_decision: [], ...tables },
    period: PERIOD,
    derived: [accountPerson],
  });
}

it("lists credentials that lived in the period, in systems in scope", async () => {
  const credential = [key(at(1) - 90, at(2)), key(at(1), null, { id: "old", system: "other" })];
  const items = await found({ credential });
  expect(
    items.map(({ label, occurredAt, beganAt, beganLo, endedAt, segments }) => [
      label,
      occurredAt,
      [beganLo, beganAt, endedAt],
      segments.map(({ fromAt, toAt, active, ownerState }) => [fromAt, toAt, active, ownerState]),
    ]),
  ).toEqual([
    [
      "access_key k-1 x okta",
      PERIOD.start,
      [at(1) - 90, at(1) - 90, at(2)],
      [
        [at(1) - 90, at(1), "true", "there"],
        [at(1), at(2), "true", "there"],
      ],
    ],
  ]);
  expect(await found({ credential: [key(at(1) - 9, PERIOD.start)] })).toEqual([]);
  expect(await found({ credential: [key(PERIOD.end, null)] })).toEqual([]);
});

it("cuts where the owner came and left, where it was exposed, and under exceptions", async () => {
  const employment = [spellRow({ start_at: at(2), end_at: at(5) })];
  const duty = [
    dutyRow({
      id: "a",
      kind: "credential-exposure",
      key: "X-1",
      subject: "k-1",
      opened_at: at(3),
      closed_at: at(3, 2),
    }),
    dutyRow({
      id: "b",
      kind: "credential-exposure",
      key: "X-2",
      subject: "k-1",
      opened_at: at(1, 9),
      outcome: "false_positive",
    }),
  ];
  const approved_exception = [
    { id: "x", kind: "credential", subject: "k-1", owner: "E-1", approved_at: 0, from_at: at(4), to_at: at(5) },
  ];
  const [item] = await found({
    credential: [key(at(1), null, { from_lo: null })],
    employment,
    duty,
    approved_exception,
  });
  expect(item).toMatchObject({ isOwned: true, beganLo: null, beganAt: at(1), endedAt: null });
  expect(
    item?.segments.map(({ fromAt, ownerState, exposedAt, exceptionId }) => [
      fromAt,
      ownerState,
      exposedAt,
      exceptionId,
    ]),
  ).toEqual([
    [at(1), "before", null, null],
    [at(2), "there", null, null],
    [at(3), "there", at(3), null],
    [at(4), "there", at(3), "x"],
    [at(5), "gone", at(3), null],
  ]);
});

it("knows the owner of a machine's account, or that nobody is known", async () => {
  const owned = async (owner_employee_no: string | null) =>
    (
      await found({
        credential: [key(at(1), null)],
        account: [accountRow({ account_type: "service", owner_employee_no })],
      })
    )[0];
  expect(await owned("E-1")).toMatchObject({ isOwned: true, ownerState: "there" });
  expect(await owned("E-7")).toMatchObject({ isOwned: false, ownerState: null });
  expect(await owned(null)).toMatchObject({ isOwned: false, ownerState: null });
});

it("keeps those whose account no listing has, and those of test accounts", async () => {
  const credential = [key(at(1), null)];
  expect(await found({ credential, account: [] })).toMatchObject([
    { label: "access_key k-1 x okta", isTaggedTest: false, isOwned: false, ownerState: null, beganAt: at(1) },
  ]);
  expect(await found({ credential, account: [accountRow({ is_tagged_test: true })] })).toMatchObject([
    { isTaggedTest: true, isOwned: true },
  ]);
});

it("puts the start and the end that two files told together", async () => {
  const ended = (to: number) => key(to, to, { from_lo: null, account_id: "okta-1" });
  const lives = async (...credential: TableRow<"credential">[]) =>
    (await found({ credential })).map(({ beganLo, beganAt, endedAt, segments }) => [
      [beganLo, beganAt, endedAt],
      segments.map(({ fromAt, toAt, active }) => [fromAt, toAt, active]),
    ]);
  const one = [[[at(2), at(2), at(4)], [[at(2), at(4), "true"]]]];
  expect(await lives(key(at(2), null, { seen_at: at(2) }), ended(at(4)))).toEqual(one);
  expect(await lives(key(at(2), null, { seen_at: at(4) }), ended(at(4)), ended(at(5)))).toEqual(one);
  const open = [[[at(2), at(2), null], [[at(2), PERIOD.end, "true"]]]];
  expect(await lives(key(at(2), null, { seen_at: at(4) + 1 }), ended(at(4)))).toEqual(open);
  expect(await lives(ended(at(4)))).toEqual([[[null, PERIOD.start, at(4)], [[PERIOD.start, at(4), null]]]]);
  expect(await lives(ended(PERIOD.start))).toEqual([]);
});
