import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, open } from "../fault.js";
import { addRows } from "../rows.js";
import { changeAct } from "./acts.js";
import {
  type CalendarKind,
  calendarAct,
  calendarFault,
  intervalPartFaults,
  undoneIntervalFaults,
} from "./calendar-acts.js";
import { closedFaults } from "./duty-faults.js";

const RUN: CalendarKind = {
  control: "PI-02",
  kind: "job-run",
  label: "run of ledger",
  subject: "ledger",
  every: "day",
};
const RECONCILIATION: CalendarKind = {
  control: "PI-02",
  kind: "output-reconciliation",
  label: "output reconciliation",
  every: "day",
};

/** Ways in which jobs do not run, failures stay, and differences are left unexplained. */
export const pi02Faults: readonly Fault[] = faultsOf("PI-02", [
  ...undoneIntervalFaults("A", { ...RUN, prefix: "run-", lateAt: ({ end }) => end }),
  ...undoneIntervalFaults("A", { ...RECONCILIATION, prefix: "reconciliation-", lateAt: ({ end }) => end + DAY_MS }),
  calendarFault(RUN, {
    attribute: "A",
    id: "failed",
    title: "A job failed, and was not repeated that day",
    deviation: "wrong-result",
    hit: (rows, { act }) => changeAct(rows, act, { result: "failure" }),
  }),
  calendarFault(RUN, {
    attribute: "A",
    id: "failed-twice",
    title: "A job failed, and so did its repetition",
    deviation: "wrong-result",
    hit: (rows, { act }) => {
      changeAct(rows, act, { result: "failure" });
      addRows(rows, "activity", {
        ...act,
        id: `${act.id} again`,
        result: "failure",
        performed_at: (act.performed_at ?? 0) + HOUR_MS,
      });
    },
  }),
  calendarFault(RUN, {
    attribute: "A",
    id: "result-unsaid",
    title: "The record of a run does not show how it ended",
    deviation: "evidence-missing",
    hit: (rows, { act }) => changeAct(rows, act, { result: null }),
  }),
  {
    attribute: "A",
    id: "result-unreadable",
    title: "A run ended in a word that nobody knows",
    plant: (rows, world, at) => {
      const { act, item } = calendarAct(rows, world, RUN, at);
      changeAct(rows, act, { result: "partly" });
      return open("PI-02", "A", item, "unparsed");
    },
  },
  ...closedFaults(
    { control: "PI-02", attribute: "B", kind: "job-failure", words: "failure" },
    "A failure",
    ({ opened_at }) => opened_at + 24 * HOUR_MS,
  ),
  ...intervalPartFaults("C", "differences_explained", RECONCILIATION),
]);
