import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { tableWrite } from "../mapping/write.js";
import { own } from "../readers/path.js";
import { normaliser, rows } from "./normaliser.js";
import { WireInstant, WireInstantOrNull, WireKey, WireText } from "./wire.js";

const Named = z.object({ name: WireText, key: WireText }).nullish();
const JiraUser = z.object({ accountId: WireText, emailAddress: WireText }).nullish();
const History = z.object({
  id: WireKey,
  author: JiraUser,
  created: WireInstant,
  /** `toString` is a key here: items stay unparsed and are read by own properties only. */
  items: z.array(z.unknown()),
});
const Link = z.object({ inwardIssue: Named, outwardIssue: Named });
const Issue = z.object({
  id: WireKey,
  key: z.string().min(1),
  fields: z.looseObject({
    summary: WireText,
    issuetype: Named,
    status: Named,
    created: WireInstant,
    resolutiondate: WireInstantOrNull,
    reporter: JiraUser,
    labels: z.array(z.string()).nullish(),
    issuelinks: z.array(Link).nullish(),
  }),
  changelog: z.object({ histories: z.array(History).nullish() }).nullish(),
});

const APPROVED = /^(approved|access approved|change approved|ready to implement)$/i;
const REJECTED = /^(rejected|declined|denied|not approved)$/i;

/** One issue with its changelog. A move to an approving status by a person is an approval by that person. */
export const jiraIssue = normaliser(Issue, (issue, facts) => {
  const { fields, key } = issue;
  const system = facts.system ?? "jira";
  const ticket = tableWrite("ticket", {
    id: entityId({ system, kind: "ticket", key: issue.id }),
    key,
    kind: fields.issuetype?.name ?? "unknown",
    summary: fields.summary ?? "",
    created_at: fields.created,
    resolved_at: fields.resolutiondate,
    status: fields.status?.name ?? "unknown",
    reporter_employee_no: employeeNo(facts.people, fields.reporter),
    beneficiary_employee_no: fieldText(fields, "beneficiary_employee_no", facts.people),
    system: fieldText(fields, "system", {}),
    entitlements: fieldText(fields, "entitlements", {}),
    labels: (fields.labels ?? []).join("|"),
    links: (fields.issuelinks ?? [])
      .map(({ inwardIssue, outwardIssue }) => inwardIssue?.key ?? outwardIssue?.key ?? "")
      .filter((each) => each !== "")
      .join("|"),
  });
  const approvals = (issue.changelog?.histories ?? []).flatMap((history) => {
    const decision = decisionIn(history.items);
    if (decision === undefined) return [];
    return [
      tableWrite("ticket_approval", {
        id: entityId({ system, kind: "ticket-approval", key: `${issue.id}/${history.id}` }),
        ticket_key: key,
        approver_employee_no: employeeNo(facts.people, history.author),
        decision,
        decided_at: history.created,
        mechanism: "transition",
      }),
    ];
  });
  return rows(ticket, ...approvals);
});

function decisionIn(items: readonly unknown[]): "approved" | "rejected" | undefined {
  for (const item of items) {
    if (own(item, "field") !== "status") continue;
    const to = own(item, "toString");
    if (typeof to !== "string") continue;
    if (APPROVED.test(to.trim())) return "approved";
    if (REJECTED.test(to.trim())) return "rejected";
  }
  return undefined;
}

/** Jira knows people by its own account ids; the source's `people` says which employee each is. */
function employeeNo(people: Readonly<Record<string, string>>, user: z.infer<typeof JiraUser>): string | null {
  return people[user?.accountId ?? ""] ?? people[user?.emailAddress?.toLowerCase() ?? ""] ?? null;
}

/** A field of that plain name, as forms and exports with renamed custom fields have it. */
function fieldText(fields: object, name: string, people: Readonly<Record<string, string>>): string | null {
  const value = own(fields, name);
  const text = typeof value === "object" && value !== null ? (own(value, "value") ?? own(value, "accountId")) : value;
  if (Array.isArray(value)) return value.map((each) => String(own(each, "value") ?? each)).join("|");
  if (text === undefined || text === null || text === "") return null;
  return people[String(text)] ?? String(text);
}
