import type { AnyControl, Attribute } from "../../assess/control.js";
import { notApplicable } from "../../assess/outcome.js";
import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import type { Day, EpochMs } from "../../base/instant.js";
import { type DeclaredControl, isDeclared } from "../controls/own-controls.js";
import type { Workspace } from "../workspace/schema.js";
import { joined, type ParameterEntries } from "./overlay.js";

type Judged = Attribute<{ readonly occurredAt: EpochMs }, unknown>;

/**
 * A control that judges what occurred before a day as `before` did and the rest as `after` does; what only one of them
 * asks does not apply on the other side. It has the parameters of both. Its digest is its own: neither's outcomes are
 * taken for its.
 *
 * @throws AppError `bad-usage` when the two do not share a population, so that no day can divide the items, or when one
 * name stands for two kinds of parameter.
 */
export function changeover(
  before: AnyControl | undefined,
  after: DeclaredControl,
  { at, day }: { readonly at: EpochMs; readonly day: Day },
): DeclaredControl {
  if (before !== undefined && before.population.sql !== after.population.sql) {
    throw new AppError({
      code: "bad-usage",
      message: `${after.id} has another population in ${after.declaration.file}, which no day can divide`,
      fix: "Replay it without --from, or give the changed control an id of its own.",
    });
  }
  const names = [before === undefined ? "" : digestOf(before), after.declaration.digest, String(at)];
  const [old, young] = [judgedOf(before), judgedOf(after)];
  const ids = [...new Set([...young.keys(), ...old.keys()])].sort();
  const attributes = ids.flatMap((id) => {
    const [was, is] = [old.get(id), young.get(id)];
    const shown = is ?? was;
    if (shown === undefined) return [];
    const judge: Judged["judge"] = (item, context) => {
      const asked = item.occurredAt < at ? was : is;
      return asked === undefined
        ? notApplicable(item.occurredAt < at ? `not promised before ${day}` : `no longer promised since ${day}`)
        : asked.judge(item, context);
    };
    return [{ ...shown, judge }];
  });
  return {
    ...after,
    parameters: before === undefined ? after.parameters : parametersOfBoth(before, after),
    attributes: attributes as unknown as AnyControl["attributes"],
    declaration: { ...after.declaration, digest: sha256(names.join("\n")) },
  };
}

function parametersOfBoth(before: AnyControl, after: DeclaredControl): AnyControl["parameters"] {
  const shared = Object.entries(before.parameters).filter(([name]) => Object.hasOwn(after.parameters, name));
  const other = shared.find(([name, was]) => !after.parameters[name]?.schema.safeParse(was.default).success);
  if (other === undefined) return { ...before.parameters, ...after.parameters };
  throw new AppError({
    code: "bad-usage",
    message: `${after.id} has a parameter ${other[0]} of another kind in ${after.declaration.file}, which no day can divide`,
    fix: "Replay it without --from, or give the changed parameter a name of its own.",
  });
}

/** Parameters by day: the defaults of `before` up to the day, those of `after` from it, whatever the workspace set on top. */
export function parametersAcross(
  before: AnyControl,
  after: AnyControl,
  { from, entry }: { readonly from: Day; readonly entry: Workspace["controls"][string] | undefined },
): ParameterEntries {
  const set = new Set((entry?.parameters ?? []).flatMap((each) => Object.keys(each)));
  const isFree = (name: string) => !set.has(name) && name !== "zone" && name !== "holidays";
  const defaults = (control: AnyControl) =>
    Object.fromEntries(
      Object.entries(control.parameters).flatMap(([name, { default: standard }]) =>
        isFree(name) ? [[name, standard]] : [],
      ),
    );
  return joined(entry?.parameters ?? [], [defaults(before), { ...defaults(after), from }]);
}

function judgedOf(control: AnyControl | undefined): ReadonlyMap<string, Judged> {
  const attributes = (control?.attributes ?? []) as unknown as readonly Judged[];
  return new Map(attributes.map((attribute) => [attribute.id, attribute]));
}

function digestOf(control: AnyControl): string {
  return isDeclared(control) ? control.declaration.digest : `${control.id} r${control.revision}`;
}
