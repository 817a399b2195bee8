import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AppError } from "../../base/app-error.js";
import { CONTROLS } from "../../controls/registry.js";
import { ownControls } from "./own-controls.js";

/** How long a change stayed open, over a population of the workspace's own. */
const SMALL_CHANGES = `version: 1
id: OWN-01
revision: 1
title: Changes are merged soon
statement: A change is merged within {open_hours} hours of being opened.
criteria: { key: [CC8.1] }
risk: low
nature: automated
type: detective
frequency: per_event
parameters:
  open_hours: { type: number, default: 2, doc: hours a change may stay open }
population:
  name: opened-changes
  title: Opened changes
  doc: One item per merged change of a repository in scope.
  columns:
    created_at: { kind: instant, doc: when it was opened }
  reads: { change: month, scope: whole }
  triggers: [{ stream: repo.changes, per: repository }]
  sql: |
    select c.id as item_id, c.merged_at as occurred_at, c.repository || '#' || cast(c.number as text) as label,
      c.repository as unit, cast(null as text) as actor, c.evidence_sha256 || '#' || c.evidence_pointer as evidence,
      c.created_at as created_at
    from change c
    join scope s on s.kind = 'repository' and s.key = c.repository
attributes:
  - id: A
    title: Merged within the promised time
    family: approval
    what: merge
    from: created_at
    due: { column: created_at, plus: { hours: { parameter: open_hours } } }
    done: occurred_at
    watch: [{ stream: repo.changes }]
remediation: Cut changes smaller.
`;

/** Over a built-in population. */
const TWO_APPROVALS = `version: 1
id: OWN-02
revision: 3
title: Two people approve
statement: A change has two approvals.
criteria: { key: [CC8.1] }
risk: high
nature: automated
type: preventive
frequency: per_event
population: changes
attributes:
  - id: A
    title: Two independent approvals before the merge
    family: independent-approval
    min_approvals: 2
    watch: [{ stream: repo.reviews }, { stream: repo.changes }]
`;

describe("a control file with a mistake is refused with file, line and column", () => {
  const at = (text: string, what: string) => {
    const before = text.slice(0, text.indexOf(what)).split("\n");
    return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
  };
  const cases: readonly (readonly [name: string, text: string, place: string, message: string])[] = [
    [
      "a criterion",
      SMALL_CHANGES.replace("[CC8.1]", "[CC81]"),
      "CC81",
      'criteria.key.0: expected a criterion such as CC6.3 (did you mean "CC8.1"?)',
    ],
    [
      "a stream",
      SMALL_CHANGES.replace("stream: repo.changes }]", "stream: repo.chnges }]"),
      "stream: repo.chnges",
      'attributes.0.watch.0.stream: expected a stream of docs/reference/tables.md (did you mean "repo.changes"?)',
    ],
    ["a key", SMALL_CHANGES.replace("nature:", "natur:"), "natur:", 'natur: unknown key (did you mean "nature"?)'],
    [
      "a family",
      SMALL_CHANGES.replace("family: approval", "family: aproval"),
      "family:",
      'attributes.0.family: expected one of deadline, occurrence, approval, reconciliation, flag, independent-approval, state (did you mean "approval"?)',
    ],
    [
      "a family's option",
      SMALL_CHANGES.replace("    done:", "    donee:"),
      "donee:",
      'attributes.0.donee: unknown key (did you mean "done"?)',
    ],
    [
      "a column",
      SMALL_CHANGES.replace("from: created_at", "from: craeted_at"),
      "from: craeted",
      'attributes.0.from: opened-changes has no column craeted_at (did you mean "created_at"?)',
    ],
    [
      "a parameter",
      SMALL_CHANGES.replace("{ parameter: open_hours }", "{ parameter: opn_hours }"),
      "parameter: opn",
      'attributes.0.due.plus.hours.parameter: this control has no parameter opn_hours (did you mean "open_hours"?)',
    ],
    [
      "a placeholder",
      SMALL_CHANGES.replace("{open_hours} hours", "{hours} hours"),
      "statement:",
      "statement: this control has no parameter hours",
    ],
    [
      "a table",
      SMALL_CHANGES.replace("change: month", "chang: month"),
      "chang:",
      'population.reads.chang: expected a table of docs/reference/tables.md (did you mean "change"?)',
    ],
    [
      "a table the query does not declare",
      SMALL_CHANGES.replace("from change c", "from review c"),
      "sql:",
      'population.sql: not in the portable subset: the table review, which "reads" does not list',
    ],
    [
      "a query that opens files",
      SMALL_CHANGES.replace("from change c", "from read_csv('hr/people.csv') c"),
      "sql:",
      "population.sql: not in the portable subset: the function read_csv",
    ],
    [
      "a taken id",
      SMALL_CHANGES.replace("id: OWN-01", "id: CHG-01"),
      "id: CHG",
      "id: CHG-01 is the id of a built-in control",
    ],
    [
      "a population",
      TWO_APPROVALS.replace("population: changes", "population: chnges"),
      "population:",
      'population: there is no population chnges (did you mean "changes"?)',
    ],
    [
      "a watched stream",
      TWO_APPROVALS.replace("stream: repo.reviews", "stream: repo.checks"),
      "stream: repo.checks",
      "attributes.0.watch.0.stream: changes does not rest on the stream repo.checks",
    ],
    [
      "an attribute that comes twice",
      TWO_APPROVALS.concat(
        "  - { id: A, title: x, family: approval, what: x, done: occurred_at, watch: [{ stream: repo.reviews }] }\n",
      ),
      "id: A, title",
      "attributes.1.id: there is another attribute A",
    ],
    [
      "a state asked of events",
      TWO_APPROVALS.concat(
        "  - { id: B, title: x, family: state, kept: { column: kind, is: a }, broken: { column: kind, is: b }, max_gap: { hours: 1 }, kind: late, words: { broken: x, question: x }, watch: [{ stream: repo.reviews }] }\n",
      ),
      "family: state",
      "attributes.1.family: the family state cannot judge changes, whose items are events",
    ],
    [
      "days that are not whole",
      SMALL_CHANGES.replace("hours: { parameter: open_hours }", "days: 1.5"),
      "days: 1.5",
      "attributes.0.due.plus.days: expected a whole number of at least 0",
    ],
    [
      "a column of another kind",
      SMALL_CHANGES.replace("done: occurred_at", "done: label"),
      "done: label",
      "attributes.0.done: the column label holds text; expected a moment",
    ],
    [
      "a list that rests on nothing",
      SMALL_CHANGES.replace("  triggers: [{ stream: repo.changes, per: repository }]\n", ""),
      "population:",
      "population.triggers: name the stream that the list comes from, or read scope and calendar",
    ],
    [
      "a text in the details, which may name a person",
      TWO_APPROVALS.concat(
        "  - { id: B, title: x, family: flag, holds: { column: has_purpose, is: true }, kind: late, detail: 'by {actor}', silence: none }\n",
      ),
      "detail: 'by",
      "attributes.1.detail: {actor} is a text, which may name a person: leave it out",
    ],
    [
      "a moment compared with a value",
      TWO_APPROVALS.concat(
        "  - { id: B, title: x, family: flag, holds: { column: occurred_at, at_least: 5 }, kind: late, detail: x, silence: none }\n",
      ),
      "at_least",
      "attributes.1.holds.at_least: a moment can only be compared with another column: { column: name }",
    ],
    ["YAML", SMALL_CHANGES.replace("risk: low", "risk: [low"), "nature", ""],
  ];

  it.each(cases)("%s", (_, text, place, message) => {
    const refused = () => ownControls([{ file: "controls/own.yaml", text }], CONTROLS);
    expect(refused).toThrow(AppError);
    expect(refused).toThrow(`controls/own.yaml:${at(text, place)} ${message}`);
  });
});

it("names every control by what was declared: a change of any file it rests on changes the digest", () => {
  const shared = {
    file: "b.yaml",
    text: TWO_APPROVALS.replace("population: changes", "population: opened-changes")
      .replace(/min_approvals.*/, "")
      .replace("independent-approval", "approval")
      .replace("watch:", "what: x\n    done: occurred_at\n    watch:")
      .replace(/watch: .*/, "watch: [{ stream: repo.changes }]"),
  };
  const digests = (text: string, other = shared) =>
    ownControls([other, { file: "a.yaml", text }], CONTROLS).map(({ declaration }) => declaration.digest);
  const [first, second] = digests(SMALL_CHANGES);
  const [changed, alsoChanged] = digests(SMALL_CHANGES.replace("per merged", "per landed"));
  expect(digests(SMALL_CHANGES)).toEqual([first, second]);
  expect(new Set([first, second, changed, alsoChanged]).size).toBe(4);
});

it("judges days in the organisation's zone unless the workspace says otherwise", () => {
  const [control] = ownControls([{ file: "a.yaml", text: SMALL_CHANGES }], CONTROLS);
  expect(Object.keys(control?.parameters ?? {})).toEqual(["zone", "holidays", "open_hours"]);
});

it("accepts the example of the guide as it stands", () => {
  const guide = readFileSync("docs/guides/own-controls.md", "utf8");
  const [, text = ""] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
  expect(ownControls([{ file: "guide.yaml", text }], CONTROLS).map(({ id }) => id)).toEqual(["OWN-01"]);
});
