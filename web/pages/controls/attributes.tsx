import type { Answer } from "../../api/client";
import { DataTable } from "../../components/data-table";
import { StateBadge } from "../../components/state-mark";
import { outOf } from "../../lib/format";

type Attribute = Answer<"showControl">["attributes"][number];

/** The yes-or-no questions asked of every item, and how often the answer was no. */
export function Attributes({ control }: { readonly control: Answer<"showControl"> }) {
  return (
    <DataTable
      label="Attributes"
      rows={control.attributes}
      keyOf={({ id }) => id}
      empty="Nothing is asked."
      columns={[
        { title: "Id", value: ({ id }) => id, draw: ({ id }) => <b>{id}</b> },
        { title: "Question", value: ({ title }) => title, draw: questionOf },
        {
          title: "Found",
          value: ({ counts }) => counts.deviation,
          draw: (attribute) => <StateBadge state={stateOf(attribute)}>{foundOf(attribute)}</StateBadge>,
        },
      ]}
    />
  );
}

function questionOf({ title, is_key: isKey, by_kind: kinds }: Attribute) {
  const words = Object.entries(kinds).map(([kind, times]) => `${times} ${kind.replaceAll("-", " ")}`);
  return (
    <>
      {title}
      {isKey ? "" : " (supporting)"}
      {words.length > 0 && <div className="quiet">{words.join(", ")}</div>}
    </>
  );
}

function stateOf({ counts }: Attribute) {
  if (counts.deviation > 0) return "failed";
  if (counts.indeterminate > 0) return "not-testable";
  return counts.pass > 0 ? "operated" : "did-not-occur";
}

function foundOf({ counts }: Attribute): string {
  const due = counts.pass + counts.deviation + counts.indeterminate;
  if (counts.deviation > 0) return `${outOf(counts.deviation, due)} deviated`;
  if (counts.indeterminate > 0) return `${outOf(counts.indeterminate, due)} open`;
  return due === 0 ? "nothing due" : `${outOf(counts.pass, due)} passed`;
}
