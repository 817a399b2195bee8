import { type CriterionId, isCriterionId } from "../../../src/criteria/criteria.js";

export interface CatalogueControl {
  readonly id: string;
  readonly risk: "high" | "moderate" | "low";
  readonly isState: boolean;
  readonly key: readonly CriterionId[];
  readonly supporting: readonly CriterionId[];
}

/** The mappings of the control catalogue (domain 5.2): id, risk, kind | key criteria | supporting criteria. */
const ROWS = [
  "IAM-01 high event | CC6.2 | CC6.3",
  "IAM-02 moderate event | CC6.3 | CC6.2",
  "IAM-03 high event | CC6.2 CC6.3 | CC6.1",
  "IAM-04 high event | CC6.2 CC6.3 | CC6.1",
  "IAM-05 high event | CC6.3 | CC6.2 CC4.1",
  "IAM-06 high state | CC6.1 CC6.3 | CC6.2",
  "IAM-07 high state | CC6.1 | CC6.6",
  "IAM-08 moderate event | | CC6.1 CC6.2",
  "IAM-09 moderate event | | CC6.1 CC6.3",
  "IAM-10 moderate state | | CC6.1",
  "IAM-11 high event | | CC6.1 CC7.2",
  "IAM-12 high state | | CC6.1 CC6.3",
  "IAM-13 moderate state | | CC6.1",
  "IAM-14 high event | CC6.2 | CC6.3",
  "IAM-15 high event | | CC6.1 C1.1",
  "HR-01 moderate event | CC1.4 |",
  "HR-02 moderate event | | CC1.4 CC2.2",
  "HR-03 moderate event | CC1.1 CC2.2 | CC5.3",
  "HR-04 low event | | CC1.1 C1.1",
  "HR-05 low event | CC1.5 | CC1.4",
  "HR-06 low event | CC1.3 | CC2.2",
  "GOV-01 low event | CC5.3 | CC2.2 CC1.1",
  "GOV-02 moderate event | CC1.2 | CC4.2 CC3.2",
  "GOV-03 high event | CC3.1 CC3.2 CC3.3 CC3.4 | CC5.1 CC9.1",
  "GOV-04 moderate event | CC5.1 | CC3.2 CC9.1",
  "GOV-05 moderate event | CC4.1 | CC2.1 CC5.2",
  "GOV-06 low event | CC2.3 |",
  "GOV-07 moderate event | CC4.2 | CC4.1",
  "CHG-01 high event | CC8.1 | CC5.2",
  "CHG-02 moderate event | CC8.1 | CC7.1",
  "CHG-03 high state | | CC8.1 CC5.2",
  "CHG-04 high event | | CC8.1 CC7.4",
  "CHG-05 high event | CC8.1 | CC6.8",
  "CHG-06 moderate event | | CC8.1 CC7.1",
  "CHG-07 high event | | CC8.1 PI1.3",
  "CHG-08 moderate state | | CC8.1 C1.1",
  "CHG-09 moderate event | | CC7.1 CC6.8 CC8.1",
  "ENC-01 high state | CC6.1 | C1.1 CC6.7",
  "ENC-02 high state | CC6.7 | C1.1 CC6.1",
  "ENC-03 moderate state | | CC6.1 C1.1",
  "NET-01 high state | CC6.6 | CC6.1 C1.1",
  "NET-02 high state | CC6.6 | CC6.1",
  "LOG-01 high state | CC7.2 | CC7.3 CC4.1",
  "LOG-02 moderate state | | CC7.2 CC7.3",
  "LOG-03 moderate event | | CC7.2 CC6.1 CC4.1",
  "CFG-01 moderate event | CC7.1 CC5.2 | CC6.8 CC8.1",
  "VUL-01 moderate event | CC7.1 | CC6.8",
  "VUL-02 high event | CC7.1 | CC6.8",
  "VUL-03 moderate event | | CC4.1 CC7.1",
  "END-01 moderate state | | CC6.7 CC6.8 CC6.1",
  "END-02 moderate state | CC6.8 | CC7.2",
  "AST-01 low event | CC2.1 | CC6.1 CC3.2",
  "MON-01 high event | CC7.2 CC7.3 | CC7.4",
  "MON-02 moderate event | | CC7.2 CC4.1",
  "MON-03 moderate event | | A1.1 A1.2 CC7.2",
  "IR-01 high event | CC7.4 | CC7.3 CC2.2",
  "IR-02 moderate event | CC7.5 | CC4.2 CC7.4",
  "IR-03 low event | | CC7.4 CC7.5",
  "IR-04 high event | P6.6 | CC7.4 CC2.3",
  "BCP-01 high event | A1.2 PI1.5 | CC7.5 C1.1",
  "BCP-02 moderate event | A1.3 | CC7.5 A1.2",
  "BCP-03 high event | A1.3 | CC7.5 CC9.1",
  "BCP-04 low event | A1.1 | CC7.2",
  "BCP-05 low event | CC9.1 | A1.2",
  "VEN-01 moderate event | CC9.2 P6.4 P6.5 | CC3.2 C1.1",
  "VEN-02 moderate event | CC9.2 | CC3.4 CC4.1",
  "DAT-01 moderate event | C1.1 | CC6.1 CC6.7",
  "DAT-02 moderate state | C1.2 P4.2 P4.3 |",
  "DAT-03 moderate event | | C1.2 P4.3",
  "DAT-04 low event | CC6.5 | C1.2",
  "PHY-01 low event | CC6.4 |",
  "PI-01 moderate event | PI1.1 PI1.2 |",
  "PI-02 moderate event | PI1.3 PI1.4 | CC7.2",
  "PRV-01 moderate event | P5.1 P5.2 P7.1 P8.1 |",
  "PRV-02 moderate event | P1.1 P2.1 P3.1 P3.2 |",
  "PRV-03 moderate event | P4.1 P6.1 P6.2 P6.3 P6.7 |",
];

export const CATALOGUE: readonly CatalogueControl[] = ROWS.map((row) => {
  const [head = "", key = "", supporting = ""] = row.split("|");
  const [id = "", risk = "", kind = ""] = head.trim().split(" ");
  if (risk !== "high" && risk !== "moderate" && risk !== "low") throw new Error(`unknown risk in: ${row}`);
  return { id, risk, isState: kind === "state", key: criteriaIn(key), supporting: criteriaIn(supporting) };
});

function criteriaIn(text: string): readonly CriterionId[] {
  return text
    .trim()
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      if (!isCriterionId(word)) throw new Error(`unknown criterion: ${word}`);
      return word;
    });
}
