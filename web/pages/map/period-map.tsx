import { Anchor, Button, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { ChartFrame, type ChartTable } from "../../components/chart-frame";
import { HeatMap } from "../../components/heat-map";
import { Page, Sheet } from "../../components/page";
import { Side } from "../../components/side";
import { StateBadge, StateLegend } from "../../components/state-mark";
import { moment, plural, shortDay } from "../../lib/format";
import { auditPath, useAuditId } from "../../lib/session";
import { STATES } from "../../lib/states";

type PeriodMap = Answer<"showMap">;

interface Place {
  readonly row: string;
  readonly week: string;
}

/** When did which control hold? */
export function Screen() {
  const audit = useAuditId();
  const query = useAnswer("showMap", { params: { audit } });
  return (
    <AnswerOf query={query} lines={16}>
      {(map) => <MapPage map={map} audit={audit} />}
    </AnswerOf>
  );
}

function MapPage({ map, audit }: { readonly map: PeriodMap; readonly audit: string }) {
  const [open, setOpen] = useState<Place>();
  const worst = worstOf(map);
  const weeks = map.rows[0]?.cells.map(({ week }) => week) ?? [];
  return (
    <Page
      title="Period map"
      lead={`When each criterion held, week by week, ${map.period.from} to ${map.period.to}, as of ${moment(map.as_of)}. Every cell is the worst of the controls that carry the criterion.`}
      action={worst !== undefined && <Button onClick={() => setOpen(worst)}>Open the worst week</Button>}
    >
      <Sheet>
        <Stack gap="md">
          <StateLegend />
          <ChartFrame title="Criteria by weeks" sentence={sentenceOf(map)} table={tableOf(map)} file="period-map">
            <HeatMap
              label="Criteria by weeks"
              columns={weeks.map((week) => ({ key: week, title: shortDay(week) }))}
              rows={map.rows.map(({ criterion, title, cells }) => ({
                id: criterion,
                title,
                cells: cells.map(({ week, state, text }) => ({ key: week, state, text })),
              }))}
              onOpen={(row, week) => setOpen({ row, week })}
            />
          </ChartFrame>
        </Stack>
      </Sheet>
      <CellDrawer map={map} audit={audit} place={open} onClose={() => setOpen(undefined)} />
    </Page>
  );
}

function CellDrawer({
  map,
  audit,
  place,
  onClose,
}: {
  readonly map: PeriodMap;
  readonly audit: string;
  readonly place: Place | undefined;
  readonly onClose: () => void;
}) {
  const row = map.rows.find(({ criterion }) => criterion === place?.row);
  const cell = row?.cells.find(({ week }) => week === place?.week);
  return (
    <Side
      isOpen={cell !== undefined}
      onClose={onClose}
      title={row === undefined ? "" : `${row.criterion}, week of ${place?.week}`}
    >
      {row !== undefined && cell !== undefined && (
        <Stack gap="md">
          <Text>{row.title}</Text>
          <div>
            <StateBadge state={cell.state} />
          </div>
          <Text size="sm">{cell.text}</Text>
          <Text size="sm" c="dimmed">
            Over the whole period: {row.sentence}
          </Text>
          <div>
            {row.controls.map((control) => (
              <div key={control}>
                <Anchor component={Link} to={auditPath(audit, `controls/${control}`)}>
                  Open {control}
                </Anchor>
              </div>
            ))}
          </div>
        </Stack>
      )}
    </Side>
  );
}

/** The first failed week of the criterion with most of them. */
function worstOf({ rows }: PeriodMap): Place | undefined {
  const failed = rows
    .map((row) => ({ row: row.criterion, weeks: row.cells.filter(({ state }) => state === "failed") }))
    .sort((a, b) => b.weeks.length - a.weeks.length)[0];
  const [first] = failed?.weeks ?? [];
  return failed === undefined || first === undefined ? undefined : { row: failed.row, week: first.week };
}

function sentenceOf({ rows }: PeriodMap): string {
  const cells = rows.flatMap((row) => row.cells);
  const of = (wanted: string) => cells.filter(({ state }) => state === wanted).length;
  const whole = rows.filter(({ cells: own }) =>
    own.every(({ state }) => state !== "failed" && state !== "evidence-gap"),
  );
  return `${plural(whole.length, "criterion", "criteria")} of ${rows.length} held in every week that could be seen; ${plural(of("failed"), "week")} failed, ${of("evidence-gap")} were not seen, ${of("not-testable")} could not be judged.`;
}

function tableOf({ rows }: PeriodMap): ChartTable {
  return {
    columns: ["Criterion", "Title", "Week of", "State", "Why"],
    rows: rows.flatMap(({ criterion, title, cells }) =>
      cells.map(({ week, state, text }) => [criterion, title, week, STATES[state].title, text]),
    ),
  };
}
