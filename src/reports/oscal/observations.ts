import type { Json } from "../../base/canonical-json.js";
import type { AuditReport, ReportControl, ReportException, ReportItem } from "../audit/model.js";
import { activityUuid } from "./assessment-plan.js";
import { evidenceUuid } from "./evidence-resources.js";
import type { OscalSource } from "./model.js";
import { type OscalIds, property } from "./oscal-namespace.js";
import { lineText, listMember, proseText } from "./oscal-text.js";

/** Observations in order of control: what each attribute came to, its exceptions, then its open items. */
export interface Observations {
  readonly all: readonly Json[];
  /** UUIDs of the observations that a control's finding rests on. */
  ofControl(control: string): readonly string[];
}

/** Every attribute's result, every exception of the register, and every item that could not be told or is not due yet. */
export function observations({ report }: OscalSource, ids: OscalIds): Observations {
  const all: Json[] = [];
  const byControl = new Map<string, string[]>();
  const names = new Occurrences();
  const exceptions = groupedBy(report.exceptions, ({ control }) => control);
  for (const control of report.controls) {
    const made = [
      ...control.attributes.map((attribute) => attributeObservation(control, attribute, { report, ids })),
      ...controlExceptions(control, exceptions.get(control.id) ?? [], { report, ids, names }),
      ...control.items.flatMap((item) => openObservations(control, item, { report, ids, names })),
    ];
    all.push(...made.map(({ value }) => value));
    byControl.set(
      control.id,
      made.map(({ uuid }) => uuid),
    );
  }
  return { all, ofControl: (control) => byControl.get(control) ?? [] };
}

interface Made {
  readonly uuid: string;
  readonly value: Json;
}

interface Setting {
  readonly report: AuditReport;
  readonly ids: OscalIds;
}

type Attribute = ReportControl["attributes"][number];

function attributeObservation(control: ReportControl, attribute: Attribute, { report, ids }: Setting): Made {
  const { counts } = attribute;
  const uuid = ids.of("attribute-result", control.id, attribute.id, report.period.from, report.period.to);
  const tested = counts.pass + counts.deviation + counts.indeterminate;
  return {
    uuid,
    value: {
      uuid,
      title: lineText(`${control.id}.${attribute.id} ${attribute.title}`),
      description: proseText(
        `${counts.deviation} of ${tested} items due deviated; ${counts.indeterminate} of ${tested} could not be told; ${counts.not_applicable} not applicable; ${counts.pending} not due yet.`,
      ),
      props: [
        ...property("control-id", control.id),
        ...property("attribute", attribute.id),
        ...property("is-key", attribute.is_key),
        ...property("test-nature", "reperformance"),
        ...Object.entries(counts).flatMap(([state, count]) => property(`items-${state.replaceAll("_", "-")}`, count)),
        ...Object.entries(attribute.by_kind)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([kind, count]) => property(`deviations-${kind}`, count)),
        ...Object.entries(attribute.item_days ?? {}).flatMap(([name, days]) => property(`item-days-${name}`, days)),
        ...property("population-hash", control.completeness.population_hash),
        ...property("population-is-reliable", control.completeness.is_reliable),
      ],
      methods: ["TEST"],
      types: ["control-objective"],
      origins: origins(ids),
      collected: report.as_of,
      remarks: proseText(
        [`Activity ${activityUuid(ids, control.id, attribute.id)}.`, ...control.completeness.reasons].join("\n"),
      ),
    },
  };
}

function controlExceptions(
  control: ReportControl,
  exceptions: readonly ReportException[],
  { report, ids, names }: Setting & { readonly names: Occurrences },
): readonly Made[] {
  const items = new Map(control.items.map((item) => [item.id, item]));
  return exceptions.map((exception) => {
    const uuid = ids.of("exception", ...names.of(control.id, exception.attribute, exception.item));
    const item = items.get(exception.item);
    return {
      uuid,
      value: {
        uuid,
        title: lineText(`Exception: ${exception.label}`),
        description: proseText(exception.text),
        props: [
          ...property("exception-id", exception.id),
          ...property("exception-state", exception.state),
          ...property("deviation-kind", exception.kind),
          ...property("occurred-at", exception.occurred_at),
          ...itemProperties(control, exception.attribute, { id: exception.item, label: exception.label }),
          ...property("test-nature", "reperformance"),
        ],
        methods: ["TEST"],
        types: ["finding"],
        origins: origins(ids),
        ...relevantEvidence(item, ids),
        collected: report.as_of,
      },
    };
  });
}

/** What neither passed nor deviated: an open question, or a deadline still ahead. Neither is a finding. */
function openObservations(
  control: ReportControl,
  item: ReportItem,
  { report, ids, names }: Setting & { readonly names: Occurrences },
): readonly Made[] {
  return item.outcomes
    .filter(({ state }) => state === "indeterminate" || state === "pending")
    .map((outcome) => {
      const uuid = ids.of("open-item", ...names.of(control.id, outcome.attribute, item.id));
      return {
        uuid,
        value: {
          uuid,
          title: lineText(`${outcome.state === "pending" ? "Not due yet" : "Could not tell"}: ${item.label}`),
          description: proseText(outcome.text),
          props: [
            ...property("outcome", outcome.state),
            ...property("cause", outcome.cause),
            ...property("occurred-at", item.occurred_at),
            ...itemProperties(control, outcome.attribute, item),
            ...property("test-nature", "reperformance"),
          ],
          methods: ["TEST"],
          types: ["discovery"],
          origins: origins(ids),
          ...relevantEvidence(item, ids),
          collected: report.as_of,
        },
      };
    });
}

function itemProperties(
  control: ReportControl,
  attribute: string,
  { id, label }: { readonly id: string; readonly label: string },
): readonly Json[] {
  return [
    ...property("control-id", control.id),
    ...property("attribute", attribute),
    ...property("item-id", id),
    ...property("item-label", label),
  ];
}

function relevantEvidence(item: ReportItem | undefined, ids: OscalIds) {
  return listMember(
    "relevant-evidence",
    (item?.evidence ?? []).map(({ sha256, pointer }) => ({
      href: `#${evidenceUuid(ids, sha256)}`,
      description: proseText(`${pointer} of the stored bytes.`),
      props: property("pointer", pointer),
    })),
  );
}

function origins(ids: OscalIds): Json {
  return [{ actors: [{ type: "tool", "actor-uuid": ids.of("tool") }] }];
}

/** Numbers what has one name more than once, so that no two observations share an id. */
class Occurrences {
  private readonly seen = new Map<string, number>();

  of(...names: readonly string[]): readonly string[] {
    const key = JSON.stringify(names);
    const count = this.seen.get(key) ?? 0;
    this.seen.set(key, count + 1);
    return count === 0 ? names : [...names, String(count)];
  }
}

function groupedBy<T>(list: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const known = groups.get(keyOf(each));
    if (known === undefined) groups.set(keyOf(each), [each]);
    else known.push(each);
  }
  return groups;
}
