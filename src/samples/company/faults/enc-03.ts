import { DAY_MS } from "../../../base/instant.js";
import { resourceId } from "../areas/cloud.js";
import { HAND_ROTATED, KEY } from "../areas/network-and-keys.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, changeRows, removeRows, rowAt } from "../rows.js";
import { settingWas } from "./settings.js";
import { cloudThing, exceptionOf, startOf, type ThingQuestion, thingFaults } from "./things-over-time.js";

const KEYS = { control: "ENC-03", exceptionKind: "key" } as const;

const QUESTIONS: readonly ThingQuestion[] = [
  {
    ...KEYS,
    attribute: "A",
    what: "rotation of a key was off",
    bad: () => "false",
    kind: "not-performed",
    thing: cloudThing(keyAt, "key.rotation"),
  },
  {
    ...KEYS,
    attribute: "B",
    what: "the policy of a key let everybody in",
    bad: () => "true",
    kind: "wrong-result",
    thing: cloudThing(keyAt, "key.wildcard"),
  },
  {
    ...KEYS,
    attribute: "C",
    what: "a key was about to be deleted",
    bad: () => "pending",
    kind: "unauthorised",
    thing: cloudThing(keyAt, "key.deletion"),
  },
];

/** Ways in which a key is not rotated, is open, or is deleted by one person alone. */
export const enc03Faults: readonly Fault[] = faultsOf("ENC-03", [
  ...QUESTIONS.flatMap(thingFaults),
  {
    attribute: "A",
    id: "every-two-years",
    title: "A key was set to rotate every two years",
    plant: (rows, world, at) => {
      const { resource, label } = keyAt(at);
      const from = startOf(world, at);
      settingWas(rows, { resource, attribute: "key.rotation" }, { value: "730", from, to: world.covered.end });
      return found("ENC-03", "A", label, "not-performed");
    },
  },
  {
    attribute: "A",
    id: "never-by-hand",
    title: "An imported key is older than a year, and was never rotated by hand",
    plant: (rows, { period }, at) => {
      const name = nth(HAND_ROTATED, at);
      removeRows(rows, "activity", ({ kind, subject }) => kind === "key-rotation" && subject === name);
      changeRows(rows, "cloud_resource", {
        where: (row) => row.name === name,
        to: { created_at: period.start - 350 * DAY_MS },
      });
      return found("ENC-03", "A", `key ${name}`, "evidence-missing");
    },
  },
  {
    attribute: "A",
    id: "not-by-hand-again",
    title: "An imported key was rotated by hand more than a year before, and not again",
    plant: (rows, { period }, at) => {
      const name = nth(HAND_ROTATED, at);
      const isOf = (row: { kind: string; subject: string | null }) =>
        row.kind === "key-rotation" && row.subject === name;
      const first = rowAt(rows, "activity", { where: isOf, at: 0 });
      removeRows(rows, "activity", (row) => isOf(row) && row.id !== first.id);
      changeRows(rows, "activity", {
        where: ({ id }) => id === first.id,
        to: { performed_at: period.start - 350 * DAY_MS },
      });
      return found("ENC-03", "A", `key ${name}`, "not-performed");
    },
  },
  ...[
    {
      id: "approved-afterwards",
      title: "approved the day after it was asked for",
      more: (from: number) => ({ approved_at: from + DAY_MS }),
    },
    {
      id: "approval-ran-out",
      title: "approved until a day before it was called off",
      more: (from: number) => ({ to_at: from + 4 * DAY_MS }),
    },
    { id: "approved-by-nobody", title: "approved in the name of nobody", more: () => ({ owner: null }) },
  ].map(({ id, title, more }) => ({
    attribute: "C",
    id,
    title: `The deletion of a key was ${title}`,
    plant: ((rows, world, at) => {
      const { resource, label } = keyAt(at);
      const from = startOf(world, at);
      settingWas(rows, { resource, attribute: "key.deletion" }, { value: "pending", from, to: from + 5 * DAY_MS });
      addRows(rows, "approved_exception", exceptionOf("key-deletion", resource, { from_at: from, ...more(from) }));
      return found("ENC-03", "C", label, "unauthorised");
    }) satisfies Fault["plant"],
  })),
]);

function keyAt(at: number): { readonly resource: string; readonly label: string } {
  const name = nth(["key-1", "key-2", "key-3", "key-4", "key-5", "key-6"], at);
  return { resource: resourceId(KEY, name), label: `key ${name}` };
}
