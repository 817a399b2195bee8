import { describe, expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, spellRow, systemScope } from "../account-person/fake-rows.js";
import { entryRow, entryStateRow } from "../kit/fake-rows.js";
import { repositoryProtection } from "./population.js";

const at = (month: number, day = 1) => Date.UTC(2026, month - 1, day);
const entry = entryRow({ register: "repository", key: "acme/api" });
const inScope = { ...systemScope("acme/api", "main"), kind: "repository" };
const pipeline = { ...systemScope("deployer", ""), kind: "pipeline_role" };

async function changesOf(
  entry_state: readonly TableRow<"entry_state">[],
  {
    scope = [inScope, pipeline],
    decided_at = at(1),
    more = [],
  }: {
    scope?: readonly TableRow<"scope">[];
    decided_at?: number;
    more?: readonly TableRow<"ticket_approval">[];
  } = {},
) {
  const approvals = ["approved", "rejected"].map((decision) => ({
    id: decision,
    ticket_key: decision === "approved" ? "OPS-1" : "OPS-2",
    approver_employee_no: "E-9",
    is_manager_or_owner: true,
    decision,
    decided_at,
    mechanism: "transition",
  }));
  const tables = {
    register_entry: [entry],
    entry_state,
    scope: [...scope, systemScope("github", "scm")],
    ticket_approval: [...approvals, ...more],
    employment: [
      spellRow({ employee_no: "E-1" }),
      spellRow({ employee_no: "E-1b", person_id: "person E-1" }),
      spellRow({ employee_no: "E-9" }),
    ],
    account: [accountRow({ id: "gh-1", system: "github", username: "Ann", employee_no: "E-1" })],
    identity_decision: [],
  };
  const items = await populate(repositoryProtection.population, { tables, period: PERIOD, derived: [accountPerson] });
  return items.flatMap((item) => repositoryProtection.eventOf(item) ?? []);
}

const state = (from_at: number, value: string, more: Partial<TableRow<"entry_state">> = {}) =>
  entryStateRow({ id: `${from_at} ${value}`, aspect: "allow_force_push", value, from_at, ...more });

describe("changes of a repository's settings", () => {
  it("are new values in the period, the first of all left out", async () => {
    const states = [
      state(0, "false"),
      state(PERIOD.start - 1, "true"),
      state(PERIOD.start, "false"),
      state(at(2), "false"),
      state(at(3), "true"),
      state(PERIOD.end, "false"),
      state(at(4), "9", { aspect: "required_approvals" }),
    ];
    expect(
      (await changesOf(states)).map(({ label, valueBefore, occurredAt }) => [label, valueBefore, occurredAt]),
    ).toEqual([
      ["allow_force_push of acme/api set to false", "true", PERIOD.start],
      ["allow_force_push of acme/api set to true", "false", at(3)],
    ]);
  });

  it("know the ticket's approval and the pipeline", async () => {
    const states = [
      state(0, "false"),
      state(at(2), "true", { change_key: "OPS-1", changed_by: "ann" }),
      state(at(3), "false", { change_key: "OPS-2", changed_by: "deployer" }),
    ];
    expect(await changesOf(states, { decided_at: at(1, 9) })).toMatchObject([
      { approvedAt: at(1, 9), isByPipeline: false, changedBy: "ann", changeKey: "OPS-1", actor: "ann" },
      { approvedAt: null, isByPipeline: true, changedBy: "deployer", changeKey: "OPS-2" },
    ]);
  });

  it("leave out approvals by who changed it, under any number, and those rejected again before", async () => {
    const approval = (decided_at: number, approver_employee_no: string | null, decision = "approved") => ({
      id: `${decided_at} ${decision}`,
      ticket_key: "OPS-3",
      approver_employee_no,
      is_manager_or_owner: true,
      decision,
      decided_at,
      mechanism: "transition",
    });
    const changedBy = async (changed_by: string | null, ...more: readonly TableRow<"ticket_approval">[]) => {
      const states = [state(0, "false"), state(at(2), "true", { change_key: "OPS-3", changed_by })];
      const [change] = await changesOf(states, { more });
      return [change?.approvedAt, change?.unsureApprovedAt, change?.isSelfApproved];
    };
    expect(await changedBy("ann", approval(at(1), "E-9"))).toEqual([at(1), null, false]);
    expect(await changedBy("ann", approval(at(1), "E-1b"))).toEqual([null, null, true]);
    expect(await changedBy("ann", approval(at(1), null))).toEqual([null, at(1), false]);
    expect(await changedBy("admin", approval(at(1), "E-9"))).toEqual([null, at(1), false]);
    const rejected = (when: number) => changedBy("ann", approval(at(1), "E-9"), approval(when, "E-9", "rejected"));
    expect(await rejected(at(2))).toEqual([null, null, false]);
    expect(await rejected(at(2) + 1)).toEqual([at(1), null, false]);
  });

  it("count only while the repository is in scope, in whatever case its name is declared, and a declared role only while it is declared", async () => {
    const states = [state(0, "false"), state(at(2), "true", { changed_by: "deployer" }), state(at(4), "false")];
    const scope = [
      { ...inScope, key: "Acme/API", to_at: at(4) },
      { ...pipeline, to_at: at(2) },
    ];
    expect(
      (await changesOf(states, { scope })).map(({ occurredAt, isByPipeline }) => [occurredAt, isByPipeline]),
    ).toEqual([[at(2), false]]);
  });
});
