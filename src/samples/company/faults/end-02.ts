import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { addRows } from "../rows.js";
import { changeDuty, dutyAt } from "./duties.js";
import { registerThing, startOf, type ThingQuestion, thingFaults } from "./things-over-time.js";

const HOST = { control: "END-02", exceptionKind: "malware", kind: "not-performed", toleratedMs: 7 * DAY_MS } as const;
const host = (aspect: string) => registerThing("protected-host", { aspect, words: "host" });

const QUESTIONS: readonly ThingQuestion[] = [
  { ...HOST, attribute: "A", what: "an agent was broken", bad: () => "false", thing: host("agent_healthy") },
  {
    ...HOST,
    attribute: "B",
    what: "signatures were out of date",
    bad: () => "false",
    thing: host("signatures_current"),
  },
];

/** Ways in which malware protection is broken for too long, or its detections are left. */
export const end02Faults: readonly Fault[] = faultsOf("END-02", [
  ...QUESTIONS.flatMap(thingFaults),
  {
    attribute: "A",
    id: "image-only",
    title: "Only the image of a server was scanned, and policy does not allow that",
    plant: (rows, world, at) => {
      const { was, label } = host("agent_healthy")(rows, world, at);
      const from = startOf(world, at);
      was({ value: "image", from, to: from + 12 * DAY_MS });
      return found("END-02", "A", label, "not-performed");
    },
  },
  ...[
    { id: "a-minute-late", ms: DAY_MS + MINUTE_MS },
    { id: "the-next-day", ms: 47 * HOUR_MS },
    { id: "after-the-holidays", ms: 12 * DAY_MS },
  ].map(({ id, ms }) => ({
    attribute: "C",
    id,
    title: "A detection was dealt with too late",
    plant: ((rows, _, at) => {
      const detection = dutyAt(rows, "malware-detection", { at });
      changeDuty(rows, detection, { closed_at: detection.opened_at + ms });
      return found("END-02", "C", `malware detection ${detection.key}`, "late");
    }) satisfies Fault["plant"],
  })),
  {
    attribute: "C",
    id: "never",
    title: "Nobody dealt with a detection",
    plant: (rows, _, at) => {
      const detection = dutyAt(rows, "malware-detection", { at });
      changeDuty(rows, detection, { closed_at: null, outcome: null });
      return found("END-02", "C", `malware detection ${detection.key}`, "not-performed");
    },
  },
  {
    attribute: "C",
    id: "carried-in",
    title: "A detection from before the period was still open on its first day",
    plant: (rows, { period }, at) => {
      const detection = dutyAt(rows, "malware-detection", { at });
      const key = `MD-OLD-${at}`;
      const moments = { opened_at: period.start - 3 * DAY_MS, closed_at: period.start + DAY_MS };
      addRows(rows, "duty", { ...detection, ...moments, id: `malware-detection ${key}`, key });
      return found("END-02", "C", `malware detection ${key}`, "late");
    },
  },
  {
    attribute: "C",
    id: "second-console",
    title: "One console shows a detection as removed, a second one still has it open",
    plant: (rows, _, at) => {
      const detection = dutyAt(rows, "malware-detection", { at });
      addRows(rows, "duty", { ...detection, id: `${detection.id} again`, closed_at: null, outcome: null });
      return found("END-02", "C", `malware detection ${detection.key}`, "not-performed");
    },
  },
]);
