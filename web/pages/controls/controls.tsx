import { Anchor, SegmentedControl, TextInput } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Page, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { moment, outOf, plural } from "../../lib/format";
import { auditPath, useAuditId } from "../../lib/session";

type Control = Answer<"listControls">["controls"][number];

const SHOWN = [
  { value: "all", label: "All" },
  { value: "findings", label: "With a finding" },
  { value: "open", label: "With open questions" },
];

/** Every control that was tested. */
export function Screen() {
  const audit = useAuditId();
  const query = useAnswer("listControls", { params: { audit } });
  return (
    <AnswerOf query={query} lines={16}>
      {({ as_of: asOf, controls }) => <Controls audit={audit} asOf={asOf} controls={controls} />}
    </AnswerOf>
  );
}

function Controls({
  audit,
  asOf,
  controls,
}: {
  readonly audit: string;
  readonly asOf: string;
  readonly controls: readonly Control[];
}) {
  const { show = "all", q = "" }: { show?: string; q?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (search: { show?: string; q?: string }) =>
    void navigate({ to: ".", search: { show, q, ...search }, replace: true });
  const shown = controls.filter((control) => fits(control, show) && contains(control, q));
  return (
    <Page
      title="Controls"
      lead={`${plural(controls.length, "control")}, each tested over everything it should have applied to, as of ${moment(asOf)}.`}
      action={
        <SegmentedControl aria-label="Which controls" data={SHOWN} value={show} onChange={(to) => set({ show: to })} />
      }
    >
      <Sheet padding="sm">
        <TextInput
          aria-label="Search controls"
          placeholder="Search by id, title or criterion"
          value={q}
          onChange={({ currentTarget }) => set({ q: currentTarget.value })}
          mb="sm"
          maw={360}
          className="no-print"
        />
        <DataTable
          label="Controls"
          rows={shown}
          keyOf={({ id }) => id}
          file="controls"
          empty={q === "" ? "No control is like that." : `No control has "${q}" in its id, title or criteria.`}
          columns={[
            {
              title: "Control",
              value: ({ id, title }) => `${id} ${title}`,
              draw: ({ id, title }) => (
                <Anchor component={Link} to={auditPath(audit, `controls/${id}`)} size="sm">
                  <b>{id}</b> {title}
                </Anchor>
              ),
            },
            {
              title: "Found",
              value: stateWord,
              draw: (control) => <StateBadge state={stateOf(control)}>{stateWord(control)}</StateBadge>,
            },
            { title: "Deviated", value: ({ counts }) => counts.deviation, draw: rateOf, isNumber: true },
            { title: "Not seen", value: ({ counts }) => counts.indeterminate, isNumber: true },
            { title: "Criteria", value: ({ criteria }) => criteria.key.join(", ") },
            { title: "When", value: ({ frequency }) => frequency },
            { title: "Risk", value: ({ risk }) => risk },
          ]}
        />
      </Sheet>
    </Page>
  );
}

function fits({ conclusion, counts }: Control, show: string): boolean {
  if (show === "open") return counts.indeterminate > 0;
  if (show !== "findings") return true;
  return conclusion === null ? counts.deviation > 0 : conclusion.finding !== null;
}

function contains({ id, title, criteria }: Control, q: string): boolean {
  return [id, title, ...criteria.key].some((text) => text.toLowerCase().includes(q.trim().toLowerCase()));
}

/** Without the company's conclusion, which an auditor does not see, what was counted speaks. */
function stateOf({ conclusion, counts, is_population_reliable: isWhole }: Control) {
  if (conclusion !== null) return conclusion.mark;
  if (counts.deviation > 0) return "failed";
  if (counts.indeterminate > 0) return "not-testable";
  if (!isWhole) return "evidence-gap";
  return counts.pass > 0 ? "operated" : "did-not-occur";
}

function stateWord(control: Control): string {
  const { conclusion } = control;
  if (conclusion !== null) return conclusion.word;
  return (
    { failed: "Deviations", "not-testable": "Open questions", "evidence-gap": "List not proven", operated: "Operated" }[
      String(stateOf(control))
    ] ?? "Did not occur"
  );
}

function rateOf({ counts }: Control): string {
  return outOf(counts.deviation, counts.pass + counts.deviation + counts.indeterminate);
}
