import { DAY_MS, type EpochMs, HOUR_MS, instantOf } from "../base/instant.js";
import { json } from "./files.js";
import { handle } from "./people/person.js";
import type { SampleSource } from "./source.js";
import type { World } from "./world.js";

/** A ticket as the areas of the company ask for it. */
export interface Ticket {
  readonly key: string;
  readonly kind: string;
  readonly summary: string;
  readonly createdAt: EpochMs;
  readonly reporterNo: string;
  readonly approval?: { readonly by: string; readonly at: EpochMs };
  readonly resolvedAt?: EpochMs;
  readonly beneficiaryNo?: string;
  readonly system?: string;
  readonly entitlements?: readonly string[];
  readonly labels?: readonly string[];
}

/** The tickets of every area as one export, in order of creation. */
export function ticketSource(tickets: readonly Ticket[], { people }: World): SampleSource {
  const sorted = [...tickets].sort((a, b) => a.createdAt - b.createdAt || (a.key < b.key ? -1 : 1));
  const known = new Set(
    tickets.flatMap(({ reporterNo, approval, beneficiaryNo }) => [reporterNo, approval?.by, beneficiaryNo]),
  );
  const projects = [...new Set(tickets.map(({ key }) => key.replace(/-\d+$/, "")))].sort();
  const mentioned = people.filter(({ no }) => known.has(no));
  return {
    entry: {
      id: "jira-issues",
      mapping: "jira-issues",
      files: "jira/issues.json",
      query: `GET /rest/api/3/search/jql?jql=project in (${projects.join(", ")})&expand=changelog`,
      people: Object.fromEntries(mentioned.map((person) => [accountIdOf(person.no), person.no])),
      count: tickets.length,
    },
    files: [json("jira/issues.json", sorted.map(issueOf))],
    comment: "Jira names people by its own account ids; `people` says which employee each is.",
  };
}

function accountIdOf(no: string): string {
  return `712020:${handle({ no })}`;
}

function issueOf(ticket: Ticket, index: number): unknown {
  const { key, kind, summary, createdAt, reporterNo, approval, labels = [] } = ticket;
  const resolvedAt = ticket.resolvedAt ?? createdAt + 2 * DAY_MS;
  return {
    id: String(20_001 + index),
    key,
    fields: {
      summary,
      issuetype: { name: kind },
      status: { name: "Done" },
      created: jiraTime(createdAt),
      resolutiondate: jiraTime(resolvedAt),
      reporter: { accountId: accountIdOf(reporterNo) },
      labels,
      issuelinks: [],
      ...(ticket.beneficiaryNo === undefined
        ? {}
        : { beneficiary_employee_no: { accountId: accountIdOf(ticket.beneficiaryNo) } }),
      ...(ticket.system === undefined ? {} : { system: { value: ticket.system } }),
      ...(ticket.entitlements === undefined ? {} : { entitlements: ticket.entitlements.map((value) => ({ value })) }),
    },
    changelog: {
      histories: [
        ...(approval === undefined
          ? []
          : [history({ id: 2 * index, by: approval.by, at: approval.at, to: "Approved" })]),
        history({ id: 2 * index + 1, by: reporterNo, at: Math.max(resolvedAt, createdAt + HOUR_MS), to: "Done" }),
      ],
    },
  };
}

function history({ id, by, at, to }: { id: number; by: string; at: EpochMs; to: string }): unknown {
  const items = [{ field: "status", fieldtype: "jira", from: "1", fromString: "Open", to: "2", toString: to }];
  return { id: String(30_001 + id), author: { accountId: accountIdOf(by) }, created: jiraTime(at), items };
}

/** Jira writes offsets without a colon. */
function jiraTime(ms: EpochMs): string {
  return instantOf(ms).replace("Z", "+0000");
}
