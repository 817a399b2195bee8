import Table from "cli-table3";
import { count, moment, outOf } from "../audit/figures.js";
import { CONCLUSION_WORDS, OPINION_WORDS } from "../audit/words.js";
import { inkOf, type Paper, plain, wrap } from "../terminal/terminal-text.js";
import { MOCK_NOTICE, MOCK_WATERMARK, type MockControl, type MockReport } from "./model.js";

/** The mock audit for a terminal: what each sample shows, and beside it what the whole population does. */
export function renderMockText(
  report: MockReport,
  { isColour, width }: { readonly isColour: boolean; readonly width: number },
): string {
  const paper: Paper = { ink: inkOf(isColour), width };
  const { ink } = paper;
  return [
    ink.bold(`${MOCK_WATERMARK} ${plain(report.organisation)}, ${report.period.from} to ${report.period.to}`),
    `Seed "${plain(report.seed.seed)}", stored ${moment(report.seed.stored_at)} as record ${report.seed.record}, before ${count(report.populations.length)} populations were frozen. Sizes: ${plain(report.profile.name)}.`,
    "",
    controlsTable(report, paper),
    ...(report.controls.some(({ sample }) => sample.indeterminate > 0)
      ? ["Open: items that the evidence does not decide. Up to a tenth of a sample they count like deviations (R1.4)."]
      : []),
    "",
    ...opinionLines(report),
    ...nextLines(report),
    "",
    ...wrap(MOCK_NOTICE, width),
    "",
  ].join("\n");
}

function controlsTable({ controls }: MockReport, { ink, width }: Paper): string {
  const table = new Table({
    head: ["Control", "Sample", "Deviated", "Concluded", "Whole population", "Shows 1", "Shows 2"],
    colAligns: ["left", "right", "right", "left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const control of controls) {
    const word = CONCLUSION_WORDS[control.concluded?.conclusion ?? "NOT_APPLICABLE"];
    const paint = word.mark === "operated" ? ink.good : word.mark === "failed" ? ink.bad : ink.quiet;
    const [sampled, whole] = [due(control.sample), due(control.census)];
    const chance = control.detection.find(({ n }) => n === (control.plan.stages[0]?.n ?? whole));
    table.push([
      plain(control.id),
      control.plan.mode === "full" ? `all ${count(whole)}` : outOf(sampled, whole),
      sampled === 0 ? "none due" : deviatedText(control.sample),
      wrap(word.title, width < 100 ? 12 : 26)
        .map(paint)
        .join("\n"),
      whole === 0 ? "none due" : outOf(control.census.deviation, whole),
      chance === undefined ? "" : percentText(chance.at_least_one),
      chance === undefined ? "" : percentText(chance.at_least_two),
    ]);
  }
  return table.toString();
}

function opinionLines({ opinion, truth }: MockReport): readonly string[] {
  if (opinion === null || truth === null) {
    return ["Only some controls took part, so no criterion and no opinion is projected.", ""];
  }
  const word = (projection: NonNullable<MockReport["opinion"]>) => OPINION_WORDS[projection.overall.projected].title;
  return [`From these samples the rules project: ${word(opinion)}. From the whole populations: ${word(truth)}.`, ""];
}

/** What the plans ask for next, one line a control. */
function nextLines({ controls }: MockReport): readonly string[] {
  return controls.filter(({ next }) => next !== "nothing").map(({ id, next_text }) => `${plain(id)}: ${next_text}`);
}

/** Deviations, and beside them what could not be told: where that is little, the rules count it like deviations. */
export function deviatedText({ deviation, indeterminate }: MockControl["sample"]): string {
  return indeterminate === 0 ? count(deviation) : `${count(deviation)} + ${count(indeterminate)} open`;
}

/** `0.1522` as `15.2 %`. */
export function percentText(share: string): string {
  return `${(Number(share) * 100).toFixed(1)} %`;
}

function due({ pass, deviation, indeterminate }: MockControl["sample"]): number {
  return pass + deviation + indeterminate;
}
