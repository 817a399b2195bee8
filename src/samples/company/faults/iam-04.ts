import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { accountsOf, type CompanyAccount } from "../areas/access.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { iam04CredentialDrafts } from "./iam-04-credentials.js";
import { type Leaver, leaverAt } from "./rights.js";

/** Ways in which a leaver keeps an account, a credential, or what a workload uses, outside the identity provider. */
export const iam04Faults: readonly Fault[] = faultsOf("IAM-04", [
  ...[
    { id: "a-minute-late", title: "a minute after the third day", late: 72 * HOUR_MS + MINUTE_MS },
    { id: "in-the-clean-up", title: "in the clean-up a month later", late: 30 * DAY_MS },
  ].map(({ id, title, late }) => ({
    attribute: "A",
    id,
    title: `A leaver's account in an application was disabled ${title}`,
    plant: ofAccount((rows, { account, leaver }) => offAt(rows, account, leaver.endAt + late), "late"),
  })),
  {
    attribute: "A",
    id: "never",
    title: "A leaver's account in an application was never disabled",
    plant: ofAccount((rows, { account, world }) => {
      removeRows(rows, "account_state", ({ id }) => id === offId(account));
      onFrom(rows, account, { to_lo: null, to_hi: null, seen_at: world.covered.end });
    }, "not-performed"),
  },
  {
    attribute: "A",
    id: "locked-only",
    title: "A leaver's account was locked, which is no end of access",
    plant: ofAccount((rows, { account }) => {
      const to = { state: "locked", vendor_status: "locked" };
      changeRows(rows, "account_state", { where: ({ id }) => id === offId(account), to });
    }, "not-performed"),
  },
  {
    attribute: "A",
    id: "switched-on-again",
    title: "A leaver's account was disabled in time and switched on again ten days later",
    plant: ofAccount((rows, { account, leaver, world }) => {
      const again = leaver.endAt + 10 * DAY_MS;
      const off = { where: ({ id }: { id: string }) => id === offId(account), at: 0 };
      const state = rowAt(rows, "account_state", off);
      changeRows(rows, "account_state", { where: off.where, to: { to_lo: again, to_hi: again, seen_at: again } });
      const on = { id: `${account.id} again`, state: "active", vendor_status: "active" };
      addRows(rows, "account_state", {
        ...state,
        ...on,
        from_lo: again,
        from_hi: again,
        seen_at: world.covered.end,
      });
    }, "not-performed"),
  },
  ...[
    { id: "second-account", title: "under the same number", by: "number" },
    { id: "old-address", title: "under the work address only", by: "address" },
  ].map(({ id, title, by }) => ({
    attribute: "A",
    id,
    title: `A leaver had a second account in an application ${title}, and nobody disabled it`,
    plant: ofAccount((rows, { account, leaver, world }) => {
      secondAccount(rows, account, { by, world, leaver });
    }, "not-performed"),
  })),
  ...iam04CredentialDrafts,
]);

interface Hit {
  readonly leaver: Leaver;
  readonly account: CompanyAccount;
  readonly world: CompanyWorld;
}

/** Hits the `at`-th leaver's account in an application. */
function ofAccount(change: (rows: CompanyRows, hit: Hit) => void, kind: string): Fault["plant"] {
  return (rows, world, at) => {
    const leaver = leaverAt(world, at);
    const account = nth(
      accountsOf(leaver, world).filter(({ system }) => system.kind === "app"),
      0,
    );
    change(rows, { leaver, account, world });
    return found("IAM-04", "A", `worker ${leaver.no} x ${account.system.id}`, kind);
  };
}

function offId({ id }: CompanyAccount): string {
  return `${id} off`;
}

function onFrom(
  rows: CompanyRows,
  { id }: CompanyAccount,
  to: { readonly to_lo: EpochMs | null; readonly to_hi: EpochMs | null; readonly seen_at: EpochMs },
): void {
  changeRows(rows, "account_state", { where: (row) => row.id === `${id} on`, to });
}

function offAt(rows: CompanyRows, account: CompanyAccount, at: EpochMs): void {
  onFrom(rows, account, { to_lo: at, to_hi: at, seen_at: at });
  const to = { from_lo: at, from_hi: at };
  changeRows(rows, "account_state", { where: ({ id }) => id === offId(account), to });
}

/** A second account of somebody, made in the last year and on since. */
function secondAccount(
  rows: CompanyRows,
  account: CompanyAccount,
  { by, world, leaver }: { readonly by: string; readonly world: CompanyWorld; readonly leaver: Leaver },
): void {
  const id = `${account.id} second`;
  const since = leaver.endAt - 200 * DAY_MS;
  const known = rowAt(rows, "account", { where: (row) => row.id === account.id, at: 0 });
  addRows(rows, "account", {
    ...known,
    id,
    external_id: `${known.external_id}-second`,
    username: `${known.username}-second`,
    employee_no: by === "number" ? known.employee_no : null,
    email: by === "address" ? known.email : null,
    created_at: since,
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
}
