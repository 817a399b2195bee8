import { LedgerPage } from "../../components/ledger-page";

const LANES = [
  { population: "drift-findings", label: "Drift" },
  { population: "cloud-writes", label: "Writes outside code" },
  { population: "public-exposure", label: "Public exposure" },
  { population: "storage-encryption", label: "Encryption" },
  { population: "ingress-rules", label: "Open ports" },
];

/** What changed outside code, and for how long was it so? */
export function Screen() {
  return (
    <LedgerPage
      title="Drift"
      lead="What stood in the cloud otherwise than promised, who made it so and when, from the cloud's own records."
      lanes={LANES}
    />
  );
}
