import { assert } from "../../base/assert.js";
import type { EpochMs } from "../../base/instant.js";
import type { AnyControl, Attribute, Example, JudgeContext } from "../control.js";
import type { Outcome } from "../outcome.js";

const PERIOD = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 6, 1) } as const;

/**
 * What a control says of one of its labelled examples. Parameters are the control's defaults where the example names
 * none, checked by their schemas; the period is the first half of 2026 and, unless told otherwise, long over.
 */
export function judgeExample(control: AnyControl, example: Example, asOf?: EpochMs): Outcome {
  const attributes = control.attributes as unknown as readonly Attribute<unknown, unknown>[];
  const attribute = attributes.find(({ id }) => id === example.attribute);
  assert(attribute !== undefined, `${control.id} has no attribute ${example.attribute}`);
  return attribute.judge(example.item, contextOf(control, example, asOf));
}

/** The law of outcomes: what is no longer pending `first` says the same, text included, at any `later` moment. */
export function isSteady(
  control: AnyControl,
  example: Example,
  { first, later }: { readonly first: EpochMs; readonly later: EpochMs },
): boolean {
  const said = judgeExample(control, example, first);
  return said.state === "pending" || JSON.stringify(said) === JSON.stringify(judgeExample(control, example, later));
}

function contextOf(control: AnyControl, example: Example, asOf: EpochMs | undefined): JudgeContext<unknown> {
  const now = asOf ?? example.asOf ?? Date.UTC(2027, 0, 1);
  return {
    parameters: parametersOf(control, example),
    asOf: now,
    period: PERIOD,
    gapIn: ({ stream, scope, from, to }) => {
      const end = Math.min(to, now);
      const gap = (example.gaps ?? []).find(
        (each) => each.stream === stream && each.scope === scope && each.from < end && each.to > from && from < end,
      );
      return gap && { from: Math.max(from, gap.from), to: Math.min(end, gap.to), reason: gap.reason };
    },
  };
}

function parametersOf(control: AnyControl, { parameters = {} }: Example): Record<string, unknown> {
  for (const name of Object.keys(parameters)) assert(name in control.parameters, `${control.id} has no ${name}`);
  return Object.fromEntries(
    Object.entries(control.parameters).map(([name, { schema, default: standard }]) => [
      name,
      schema.parse(name in parameters ? parameters[name] : standard),
    ]),
  );
}
