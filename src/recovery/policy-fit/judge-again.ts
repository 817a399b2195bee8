import type { AnyControl, Attribute, JudgeContext } from "../../assess/control.js";
import type { Outcome } from "../../assess/outcome.js";

/** One attribute's judge, asked about one item under another promise. */
export interface AskedAgain {
  readonly control: AnyControl;
  readonly attribute: string;
  readonly parameter: string;
  readonly item: Readonly<Record<string, unknown>>;
  /** As the item was judged first; only the named parameter is replaced. */
  readonly context: JudgeContext<Readonly<Record<string, unknown>>>;
}

/** What the attribute says of the item for each value of the parameter: the control's own judge, nothing else. */
export function judgeAgain(asked: AskedAgain): (value: number) => Outcome {
  const { control, parameter, item, context } = asked;
  // The registry forgets item and parameter types; defineControl checked that they fit this population.
  const attributes = control.attributes as unknown as readonly Attribute<unknown, unknown>[];
  const attribute = attributes.find(({ id }) => id === asked.attribute);
  if (attribute === undefined) throw new RangeError(`${control.id} has no attribute ${asked.attribute}`);
  return (value) => attribute.judge(item, { ...context, parameters: { ...context.parameters, [parameter]: value } });
}
