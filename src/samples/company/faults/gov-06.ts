import { DAY_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found } from "../fault.js";
import type { CompanyRows } from "../rows.js";
import { changeDuty, changeStep, dutyAt, removeStep } from "./duties.js";

type Duty = TableRow<"duty">;

/** Ways in which customers are told late or not at all. */
export const gov06Faults: readonly Fault[] = faultsOf("GOV-06", [
  told({
    attribute: "A",
    kind: "customer-change",
    id: "never-published",
    title: "A significant change was never published",
    deviation: "not-performed",
    hit: (rows, duty) => {
      removeStep(rows, duty, "published");
    },
  }),
  told({
    attribute: "A",
    kind: "customer-change",
    id: "published-afterwards",
    title: "A significant change was published when it had happened",
    deviation: "late",
    hit: (rows, duty) => {
      changeStep(rows, duty, "published", { done_at: (duty.due_at ?? 0) + 2 * DAY_MS });
    },
  }),
  told({
    attribute: "A",
    kind: "contract-template",
    id: "template-unpublished",
    title: "A contract template came into use unpublished",
    deviation: "not-performed",
    hit: (rows, duty) => {
      removeStep(rows, duty, "published");
    },
  }),
  told({
    attribute: "B",
    kind: "customer-change",
    id: "never-told",
    title: "Customers were never told of a change",
    deviation: "not-performed",
    hit: (rows, duty) => {
      removeStep(rows, duty, "notified");
    },
  }),
  told({
    attribute: "B",
    kind: "customer-change",
    id: "ten-days-before",
    title: "Customers were told ten days before a change",
    deviation: "late",
    hit: (rows, duty) => {
      changeStep(rows, duty, "notified", { done_at: (duty.due_at ?? 0) - 10 * DAY_MS });
    },
  }),
  told({
    attribute: "B",
    kind: "customer-change",
    id: "brought-forward",
    title: "A change took effect two weeks sooner than announced",
    deviation: "late",
    hit: (rows, duty) => {
      changeDuty(rows, duty, { due_at: (duty.due_at ?? 0) - 14 * DAY_MS });
    },
  }),
  told({
    attribute: "B",
    kind: "customer-change",
    id: "undated",
    title: "Nobody knows when customers were told",
    deviation: "evidence-missing",
    hit: (rows, duty) => {
      changeStep(rows, duty, "notified", { done_at: null });
    },
  }),
]);

interface NoticeFault extends Omit<Fault, "control" | "plant"> {
  readonly kind: "customer-change" | "contract-template";
  readonly deviation: string;
  readonly hit: (rows: CompanyRows, duty: Duty) => void;
}

function told({ kind, deviation, hit, ...fault }: NoticeFault): Omit<Fault, "control"> {
  return {
    ...fault,
    plant: (rows, _, at) => {
      const duty = dutyAt(rows, kind, { at });
      hit(rows, duty);
      return found("GOV-06", fault.attribute, `${kind.replace("-", " ")} ${duty.key}`, deviation);
    },
  };
}
