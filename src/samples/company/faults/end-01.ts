import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { rowAt } from "../rows.js";
import { stateWas } from "./entry-states.js";
import { registerThing, startOf, type ThingQuestion, thingFaults } from "./things-over-time.js";

const DEVICE = { control: "END-01", exceptionKind: "device" } as const;
const laptop = (aspect: string) => registerThing("device", { aspect });

const QUESTIONS: readonly ThingQuestion[] = [
  {
    ...DEVICE,
    attribute: "A",
    what: "a laptop was not enrolled",
    bad: () => "false",
    kind: "not-performed",
    thing: laptop("enrolled"),
  },
  {
    ...DEVICE,
    attribute: "B",
    what: "the disk of a laptop was not encrypted",
    bad: () => "false",
    kind: "not-performed",
    isUnseenOpen: false,
    thing: laptop("disk_encrypted"),
  },
  {
    ...DEVICE,
    attribute: "C",
    what: "the system of a laptop was six weeks behind",
    bad: () => "45",
    kind: "wrong-result",
    isUnseenOpen: false,
    thing: laptop("os_lag_days"),
  },
  {
    ...DEVICE,
    attribute: "D",
    what: "a laptop did not lock its screen",
    bad: () => "false",
    kind: "not-performed",
    isUnseenOpen: false,
    thing: laptop("screen_lock"),
  },
];

/** Ways in which a device reaches company data without being managed. */
export const end01Faults: readonly Fault[] = faultsOf("END-01", [
  ...QUESTIONS.flatMap(thingFaults),
  {
    attribute: "A",
    id: "container",
    title: "A personal phone with a managed container was used, and policy does not allow it",
    plant: (rows, world, at) => {
      const { was, label } = laptop("enrolled")(rows, world, at);
      const from = startOf(world, at);
      was({ value: "container", from, to: from + 4 * DAY_MS });
      return found("END-01", "A", label, "not-performed");
    },
  },
  {
    attribute: "A",
    id: "first-days",
    title: "Somebody new worked for five hours on a laptop before it was enrolled",
    plant: (rows, { period }, at) => {
      const entry = rowAt(rows, "register_entry", {
        where: (row) => row.register === "device" && row.from_at > period.start && row.from_at < period.end,
        at,
      });
      const span = { from: entry.from_at, to: entry.from_at + 5 * HOUR_MS };
      stateWas(rows, { entry, aspect: "enrolled" }, { value: "false", ...span });
      return found("END-01", "A", `device ${entry.key}`, "not-performed");
    },
  },
]);
