import { Text } from "@mantine/core";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { ChartFrame } from "../../components/chart-frame";
import { outOf, percent } from "../../lib/format";

type Risk = Answer<"showSampleRisk">;

/** How probably an auditor's sample would show what the whole population shows. */
export function SampleRisk({ control, audit }: { readonly control: string; readonly audit: string }) {
  const query = useAnswer("showSampleRisk", { params: { audit, control } });
  return (
    <AnswerOf query={query} lines={6}>
      {(risk) => (risk.deviating === 0 ? <Nothing risk={risk} /> : <Columns risk={risk} control={control} />)}
    </AnswerOf>
  );
}

function Nothing({ risk: { population } }: { readonly risk: Risk }) {
  return (
    <Text size="sm">
      {population === 0
        ? "Nothing was due, so there is nothing to draw."
        : `None of ${population} items deviates, so no sample would show a deviation.`}
    </Text>
  );
}

function Columns({
  risk: { population, deviating, sizes },
  control,
}: {
  readonly risk: Risk;
  readonly control: string;
}) {
  const first = sizes.find(({ n }) => n === 25) ?? sizes[0];
  return (
    <ChartFrame
      title="Chance of at least one"
      sentence={`${outOf(deviating, population)} items deviate. A sample of ${first?.n ?? 0} shows at least one with ${percent(first?.at_least_one ?? "0")}, two or more with ${percent(first?.at_least_two ?? "0")}.`}
      table={{
        columns: ["Sample", "At least one", "At least two"],
        rows: sizes.map(({ n, at_least_one: one, at_least_two: two }) => [n, one, two]),
      }}
      file={`${control}-sample-risk`}
    >
      <div className="columns" aria-hidden="true">
        {sizes.map(({ n, at_least_one: one }) => (
          <div key={n}>
            <b>{percent(one)}</b>
            <i style={{ height: `${Math.max(1, Number(one) * 100)}%` }} />
          </div>
        ))}
      </div>
      <div className="column-labels" aria-hidden="true">
        {sizes.map(({ n }) => (
          <span key={n}>{n}</span>
        ))}
      </div>
    </ChartFrame>
  );
}
