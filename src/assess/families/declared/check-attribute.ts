import { didYouMean } from "../../../base/did-you-mean.js";
import type { StreamName } from "../../../model/streams.js";
import type { Frequency } from "../../control.js";
import { ITEM_COLUMNS, type PopulationDefinition } from "../../population.js";
import type { DeclaredAttribute, Of } from "./attribute.js";
import { APPROVAL_COLUMNS } from "./independent-approval.js";
import { EXCEPTION_COLUMNS } from "./state-over-time.js";
import { type DeclarationProblem, type Known, type ParameterKind, TermCheck } from "./term-check.js";

/** What an attribute is declared within. */
export interface DeclaredWithin {
  readonly population: Pick<PopulationDefinition, "name" | "shape" | "columns" | "triggers" | "facts">;
  readonly parameters: ReadonlyMap<string, ParameterKind>;
  readonly frequency: Frequency;
}

/** Everything in a declared attribute that its population, its parameters or its family do not know. */
export function attributeProblems(attribute: DeclaredAttribute, within: DeclaredWithin): readonly DeclarationProblem[] {
  const { population, parameters } = within;
  const known: Known = { population: population.name, columns: { ...ITEM_COLUMNS, ...population.columns }, parameters };
  const check = new TermCheck(known);
  for (const [at, { when }] of attribute.not_applicable.entries())
    check.condition(["not_applicable", at, "when"], when);
  for (const [at, { when }] of attribute.unclear.entries()) check.condition(["unclear", at, "when"], when);
  checkWatch(attribute, within, check);
  if (attribute.family !== "state" && attribute.family !== "independent-approval") checkClock(attribute, check);
  checkFamily(attribute, check);
  if (
    attribute.family === "state" &&
    attribute.approved_exceptions &&
    !restsOn(within.population, "exceptions.approved")
  )
    check.fail(["approved_exceptions"], `${population.name} does not rest on the stream exceptions.approved`);
  return [...shapeProblems(attribute, within), ...check.problems];
}

function shapeProblems({ family }: DeclaredAttribute, { population, frequency }: DeclaredWithin): DeclarationProblem[] {
  const isState = family === "state";
  if (isState !== (population.shape === "segments")) {
    const what = population.shape === "segments" ? "states over time" : "events";
    return [
      { path: ["family"], message: `the family ${family} cannot judge ${population.name}, whose items are ${what}` },
    ];
  }
  return isState && frequency !== "state"
    ? [{ path: ["family"], message: "the family state needs frequency: state" }]
    : [];
}

function checkWatch(attribute: DeclaredAttribute, { population }: DeclaredWithin, check: TermCheck): void {
  const streams = [...population.triggers, ...population.facts].map(({ stream }) => stream);
  attribute.watch.forEach(({ stream, scope, from }, at) => {
    if (!streams.includes(stream)) {
      const listed = [...new Set(streams)].sort().join(", ") || "none";
      check.fail(
        ["watch", at, "stream"],
        `${population.name} does not rest on the stream ${stream}${didYouMean(stream, streams)}; its streams are ${listed}`,
      );
    }
    if (scope !== undefined && scope !== "*") check.column(["watch", at, "scope"], scope, ["text"]);
    if (from !== undefined) check.moment(["watch", at, "from"], from);
  });
}

function restsOn({ triggers, facts }: DeclaredWithin["population"], name: StreamName): boolean {
  return [...triggers, ...facts].some(({ stream }) => stream === name);
}

function checkClock(
  { from, within, due }: Of<"deadline" | "occurrence" | "approval" | "reconciliation" | "flag">,
  check: TermCheck,
): void {
  check.moment(["from"], from);
  if (within !== undefined) check.duration(["within"], within);
  if (due !== undefined) check.moment(["due"], due);
}

function checkFamily(attribute: DeclaredAttribute, check: TermCheck): void {
  switch (attribute.family) {
    case "deadline": {
      const { ended, seen } = attribute;
      if (typeof ended === "string") check.column(["ended"], ended, ["instant"]);
      else {
        check.column(["ended", "earliest"], ended.earliest, ["instant"]);
        check.column(["ended", "latest"], ended.latest, ["instant"]);
      }
      if (seen !== undefined) check.column(["seen"], seen, ["instant"]);
      return;
    }
    case "occurrence":
      check.column(["done"], attribute.done, ["instant"]);
      if (attribute.undated !== undefined) check.column(["undated"], attribute.undated, ["boolean"]);
      return;
    case "approval":
      check.column(["done"], attribute.done, ["instant"]);
      return;
    case "reconciliation":
      check.condition(["matched"], attribute.matched);
      if (attribute.explanation !== undefined) check.column(["explanation"], attribute.explanation, ["text"]);
      return;
    case "flag":
      check.condition(["holds"], attribute.holds);
      check.detail(["detail"], attribute.detail);
      return;
    case "independent-approval":
      check.amount(["min_approvals"], attribute.min_approvals, { isWhole: true });
      check.amount(["clock_skew_seconds"], attribute.clock_skew_seconds, { isWhole: false });
      check.needs(["family"], APPROVAL_COLUMNS);
      return;
    case "state":
      checkState(attribute, check);
  }
}

function checkState(attribute: Of<"state">, check: TermCheck): void {
  const { kept, broken, exempt, unseen, life, grace, max_gap, approved_exceptions } = attribute;
  check.needs(["family"], ["from_at", "to_at"]);
  check.condition(["kept"], kept);
  check.condition(["broken"], broken);
  if (exempt !== undefined) check.condition(["exempt"], exempt);
  if (unseen !== undefined) check.condition(["unseen"], unseen);
  if (life.from !== undefined) check.column(["life", "from"], life.from, ["instant"]);
  if (life.to !== undefined) check.column(["life", "to"], life.to, ["instant"]);
  for (const [name, length] of Object.entries({ grace, max_gap })) {
    check.duration([name], length);
    if (length.days !== undefined || length.business_days !== undefined)
      check.fail([name], `${name} is elapsed time: give minutes or hours`);
  }
  if (approved_exceptions) check.needs(["approved_exceptions"], EXCEPTION_COLUMNS);
}
