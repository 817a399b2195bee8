import { DAY_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { type CompanyRows, removeRows, rowAt } from "../rows.js";
import { changeAct, changePart } from "./acts.js";

type Act = TableRow<"activity">;
type Kind = "vendor-rating" | "vendor-assessment" | "vendor-contract";

/** Ways in which a vendor is used before anybody looked, or with less than its tier asks for. */
export const ven01Faults: readonly Fault[] = faultsOf("VEN-01", [
  vendor({
    attribute: "A",
    id: "never-rated",
    title: "A vendor was never rated",
    act: "vendor-rating",
    kind: "not-performed",
    hit: (rows, { act }) => removeRows(rows, "activity", ({ id }) => id === act.id),
  }),
  vendor({
    attribute: "A",
    id: "rated-afterwards",
    title: "A vendor was rated three weeks after its first use",
    act: "vendor-rating",
    kind: "late",
    hit: (rows, { act, usedAt }) => changeAct(rows, act, { performed_at: usedAt + 21 * DAY_MS }),
  }),
  vendor({
    attribute: "B",
    id: "never-assessed",
    title: "A vendor was never assessed",
    act: "vendor-assessment",
    kind: "not-performed",
    hit: (rows, { act }) => removeRows(rows, "activity", ({ id }) => id === act.id),
  }),
  vendor({
    attribute: "B",
    id: "assessed-afterwards",
    title: "A vendor was assessed the day after its first use",
    act: "vendor-assessment",
    kind: "late",
    hit: (rows, { act, usedAt }) => changeAct(rows, act, { performed_at: usedAt + DAY_MS }),
  }),
  vendor({
    attribute: "B",
    id: "too-light",
    title: "The assessment of a vendor fits a lower tier",
    act: "vendor-assessment",
    kind: "wrong-result",
    hit: (rows, { act }) => changeAct(rows, act, { result: "none" }),
  }),
  vendor({
    attribute: "C",
    id: "no-security-terms",
    title: "A contract has no security terms",
    act: "vendor-contract",
    kind: "incomplete",
    hit: (rows, { act }) => changePart(rows, act, "security_terms", { is_done: false }),
  }),
  vendor({
    attribute: "C",
    id: "no-confidentiality",
    title: "A contract does not say whether it binds to confidentiality",
    act: "vendor-contract",
    kind: "evidence-missing",
    hit: (rows, { act }) => changePart(rows, act, "confidentiality_terms", { is_done: null }),
  }),
  vendor({
    attribute: "C",
    id: "signed-afterwards",
    title: "A contract was signed two weeks after the first use",
    act: "vendor-contract",
    kind: "late",
    hit: (rows, { act, usedAt }) => changeAct(rows, act, { performed_at: usedAt + 14 * DAY_MS }),
  }),
]);

interface VendorFault extends Omit<Fault, "control" | "plant"> {
  readonly act: Kind;
  readonly kind: string;
  readonly hit: (rows: CompanyRows, more: { readonly act: Act; readonly usedAt: number }) => void;
}

function vendor({ act: actKind, kind, hit, ...fault }: VendorFault): Omit<Fault, "control"> {
  return {
    ...fault,
    plant: (rows, { period }, at) => {
      const { key, from_at: usedAt } = rowAt(rows, "register_entry", {
        where: ({ register, class: tier, from_at }) =>
          register === "vendor" && tier !== "none" && from_at >= period.start && from_at < period.end,
        at,
      });
      const act = rowAt(rows, "activity", { where: (row) => row.kind === actKind && row.subject === key, at: 0 });
      hit(rows, { act, usedAt });
      return found("VEN-01", fault.attribute, `vendor ${key}`, kind);
    },
  };
}
