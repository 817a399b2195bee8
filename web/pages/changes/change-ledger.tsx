import { LedgerPage } from "../../components/ledger-page";
import { Hours } from "./hours";

const LANES = [
  { population: "changes", label: "Changes" },
  { population: "emergency-changes", label: "Emergency changes" },
  { population: "deployments", label: "Deployments" },
  { population: "database-changes", label: "Database changes" },
];

/** Did every production change pass the gates? */
export function Screen() {
  return (
    <LedgerPage
      title="Change ledger"
      lead="Everything that reached a protected branch or production in the period, and whether it was reviewed, checked and deployed as promised."
      lanes={LANES}
      picture={(population) => <Hours population={population} />}
    />
  );
}
