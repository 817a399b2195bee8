import { LedgerPage } from "../../components/ledger-page";

const LANES = [
  { population: "leavers", label: "Leavers" },
  { population: "leaver-accounts", label: "Accounts of leavers" },
  { population: "movers", label: "Movers" },
  { population: "grants", label: "Access given" },
];

/** Did each joiner, mover and leaver get handled in time? */
export function Screen() {
  return (
    <LedgerPage
      title="People lifelines"
      lead="Who came, moved and left in the period, what was due for each of them, and when it was done. People are called by their number."
      lanes={LANES}
    />
  );
}
