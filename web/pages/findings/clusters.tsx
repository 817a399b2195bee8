import { Text } from "@mantine/core";
import type { Answer } from "../../api/client";
import { ChartFrame } from "../../components/chart-frame";
import { outOf, plural } from "../../lib/format";

type Report = Answer<"showFinding">["report"];

/** Where exceptions are denser than chance would have them. */
export function Clusters({ report: { control, clusters, clusters_hidden: hidden } }: { readonly report: Report }) {
  if (clusters.length === 0) {
    return <Text size="sm">Nowhere: as far as evidence shows, the exceptions fall as chance would have them.</Text>;
  }
  return (
    <ChartFrame
      title="Share of items that deviate"
      sentence={clusters[0]?.sentence ?? ""}
      table={{
        columns: ["Where", "Exceptions", "Items", "Chance", "Sentence"],
        rows: clusters.map((each) => [whereOf(each), each.exceptions, each.items, each.chance, each.sentence]),
      }}
      file={`${control.id}-clusters`}
    >
      <ul className="bars">
        {clusters.map((each) => (
          <li key={each.sentence}>
            <div className="bar-name">
              <b>{whereOf(each)}</b>
              <span>
                {outOf(each.exceptions, each.items)} deviate; {each.chance}
              </span>
            </div>
            <div className="bar-field" aria-hidden="true">
              <i style={{ width: `${(each.exceptions / Math.max(1, each.items)) * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Text size="sm" c="dimmed">
          {plural(hidden, "weaker concentration")} not shown.
        </Text>
      )}
    </ChartFrame>
  );
}

function whereOf({ where }: Report["clusters"][number]): string {
  return where
    .map(
      ({ dimension, first, last }) =>
        `${dimension.replaceAll("_", " ")}: ${first === last ? first : `${first} to ${last}`}`,
    )
    .join(", ");
}
