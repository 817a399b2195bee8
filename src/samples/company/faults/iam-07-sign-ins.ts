import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { CompanyAccount } from "../areas/access.js";
import { stayingEngineers } from "../areas/changes.js";
import { type Fault, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { accountIn, exclude, mfaItem, middleOf, providerAccount } from "./accounts-hit.js";
import { joinerAt, leaverAt, stayerAt } from "./rights.js";

/** Ways in which somebody signed in with a single factor. */
export function iam07SignInDrafts(): readonly Draft[] {
  return [...withOneFactor(), ...atSpecialMoments()];
}

type Draft = Omit<Fault, "control">;

function withOneFactor(): readonly Draft[] {
  return [...oneFactor(), ...passedOver()];
}

function oneFactor(): readonly Omit<Fault, "control">[] {
  return [
    ...[
      { id: "one-factor", title: "with one factor", to: { factor_count: 1 } },
      { id: "old-protocol", title: "over a protocol that cannot do more", to: { is_legacy_protocol: true } },
      {
        id: "no-factor-told-old",
        title: "over an old protocol whose log tells no factors",
        to: { is_legacy_protocol: true, factor_count: null },
      },
    ].map(({ id, title, to }) => ({
      attribute: "C",
      id,
      title: `Somebody signed in ${title}`,
      plant: (rows: CompanyRows, world: CompanyWorld, at: number) => {
        const account = providerAccount(stayerAt(world, at), world);
        const where = (row: TableRow<"sign_in">) => row.account_id === account.id && row.at >= middleOf(world);
        const { id: signIn } = rowAt(rows, "sign_in", { where, at: 0 });
        changeRows(rows, "sign_in", { where: (row) => row.id === signIn, to });
        return found("IAM-07", "C", mfaItem(account), "bypassed");
      },
    })),
    {
      attribute: "C",
      id: "to-the-forge",
      title: "Somebody signed in to the code host with one factor, past the identity provider",
      plant: (rows, world, at) => {
        const account = accountIn(nth(stayingEngineers(world), at), world, ({ kind }) => kind === "scm");
        addSignIn(rows, account, middleOf(world));
        return found("IAM-07", "C", mfaItem(account), "bypassed");
      },
    },
  ];
}

function atSpecialMoments(): readonly Draft[] {
  return [
    {
      attribute: "C",
      id: "in-the-first-hour",
      title: "A joiner signed in with one factor in the first hour",
      plant: (rows, world, at) => {
        const account = providerAccount(joinerAt(world, at), world);
        addSignIn(rows, account, account.createdAt + 20 * MINUTE_MS);
        return found("IAM-07", "C", mfaItem(account), "bypassed");
      },
    },
  ];
}

function passedOver(): readonly Omit<Fault, "control">[] {
  return [
    {
      attribute: "C",
      id: "on-the-last-day",
      title: "A leaver signed in with one factor on the last day of work",
      plant: (rows, world, at) => {
        const leaver = leaverAt(world, at);
        const account = providerAccount(leaver, world);
        addSignIn(rows, account, leaver.endAt - 5 * HOUR_MS);
        return found("IAM-07", "C", mfaItem(account), "bypassed");
      },
    },
    {
      attribute: "C",
      id: "for-a-week",
      title: "Somebody signed in with one factor every day of a week",
      plant: (rows, world, at) => {
        const account = providerAccount(stayerAt(world, at), world);
        for (let day = 0; day < 7; day += 1) addSignIn(rows, account, middleOf(world) + day * DAY_MS);
        return found("IAM-07", "C", mfaItem(account), "bypassed");
      },
    },
    {
      attribute: "C",
      id: "untold-and-outside",
      title: "The log does not tell the factors of a sign-in, and no policy answers for it",
      plant: (rows, world, at) => {
        const account = providerAccount(stayerAt(world, at), world);
        exclude(rows, account, { from: middleOf(world) });
        addSignIn(rows, account, middleOf(world) + HOUR_MS, { factor_count: null });
        const item = mfaItem(account);
        return [...found("IAM-07", "A", item, "not-performed"), ...open("IAM-07", "C", item, "gap")];
      },
    },
  ];
}

/** Another sign-in, with one factor unless told otherwise. */
function addSignIn(
  rows: CompanyRows,
  { id, system }: CompanyAccount,
  at: EpochMs,
  to: Partial<TableRow<"sign_in">> = {},
): void {
  addRows(rows, "sign_in", {
    id: `${id} weak ${at}`,
    account_id: id,
    system: system.id,
    at,
    is_success: true,
    factor_count: 1,
    app: null,
    is_legacy_protocol: false,
    bypass_key: null,
    ...to,
  });
}
