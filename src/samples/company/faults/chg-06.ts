import { HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import { chg06DriftFaults } from "./chg-06-drift.js";
import { changeApprovals, removeApprovals } from "./hit-emergency.js";
import { changeWrite, type Write, writeAt, writeLabel } from "./hit-write.js";

/** Ways in which people change production past the code, or leave what they changed. */
export const chg06Faults: readonly Fault[] = [
  ...faultsOf("CHG-06", [
    {
      attribute: "A",
      id: "no-ticket",
      title: "A person changed a setting in production, and no ticket asked for it",
      plant: ofWrite((rows, { write, key }) => {
        changeWrite(rows, write, { change_key: null });
        changeTicket(rows, key, { links: "" });
      }, "unauthorised"),
    },
    {
      attribute: "A",
      id: "ticket-of-nowhere",
      title: "A person's write names a ticket that was never made",
      plant: ofWrite((rows, { write, key }) => {
        changeWrite(rows, write, { change_key: "OPS-9999" });
        changeTicket(rows, key, { links: "" });
      }, "unauthorised"),
    },
    {
      attribute: "A",
      id: "from-a-laptop",
      title: "Somebody applied the code from a laptop, under a role that is not the pipeline's",
      plant: (rows, _, at) => {
        const { write } = writeAt(rows, at);
        const another = {
          ...write,
          id: `${write.id} from a laptop`,
          at: write.at + 30 * HOUR_MS,
          service: "ecs.amazonaws.com",
          action: "UpdateService",
          resource: `service/laptop-${at}`,
          role: "arn:aws:iam::role/deployer-test",
          channel: "iac_local",
          channel_basis: "user_agent",
          change_key: null,
        };
        addRows(rows, "config_change", another);
        return found("CHG-06", "A", writeLabel(another), "unauthorised");
      },
    },
    {
      attribute: "A",
      id: "never-approved",
      title: "Nobody approved the ticket of a person's write",
      plant: ofWrite((rows, { key }) => removeApprovals(rows, key), "not-performed"),
    },
    {
      attribute: "A",
      id: "approved-afterwards",
      title: "The ticket of a person's write was approved an hour afterwards",
      plant: ofWrite((rows, { write, key }) => changeApprovals(rows, key, { decided_at: write.at + HOUR_MS }), "late"),
    },
    {
      attribute: "A",
      id: "approval-withdrawn",
      title: "The approval of a person's write was withdrawn before it",
      plant: ofWrite((rows, { write, key }) => {
        const approval = rowAt(rows, "ticket_approval", { where: ({ ticket_key }) => ticket_key === key, at: 0 });
        addRows(rows, "ticket_approval", {
          ...approval,
          id: `${approval.id} withdrawn`,
          decision: "rejected",
          decided_at: write.at - HOUR_MS,
        });
      }, "unauthorised"),
    },
    {
      attribute: "A",
      id: "own-approval",
      title: "Who made the write had approved its ticket alone",
      plant: ofWrite((rows, { write, key }) => {
        changeApprovals(rows, key, { approver_employee_no: actBy(rows, write) });
      }, "unauthorised"),
    },
    {
      attribute: "A",
      id: "approved-by-nobody",
      title: "The approval of a person's write names nobody",
      plant: ofWrite((rows, { key }) => changeApprovals(rows, key, { approver_employee_no: null }), "evidence-missing"),
    },
    {
      attribute: "A",
      id: "emergency-declared-too-late",
      title: "The ticket of an emergency write was opened two hours after it",
      plant: ofWrite((rows, { write, key }) => {
        changeTicket(rows, key, { labels: "break-glass", created_at: write.at + 2 * HOUR_MS });
        changeApprovals(rows, key, { decided_at: write.at + 3 * HOUR_MS });
      }, "late"),
    },
    {
      attribute: "A",
      id: "emergency-not-reviewed",
      title: "An emergency write was declared, and nobody else ever looked at it",
      plant: ofWrite((rows, { write, key }) => {
        actBy(rows, write);
        changeTicket(rows, key, { labels: "emergency", created_at: write.at + 10 * MINUTE_MS });
        removeApprovals(rows, key);
      }, "not-performed"),
    },
    {
      attribute: "A",
      id: "nobody-known",
      title: "The log does not tell who made a write that no ticket asks for",
      plant: ofWrite(
        (rows, { write, key }) => {
          changeWrite(rows, write, { change_key: null, actor_kind: "unknown" });
          changeTicket(rows, key, { links: "" });
        },
        (label) => open("CHG-06", "A", label, "unmatched-person"),
      ),
    },
  ]),
  ...chg06DriftFaults,
];

interface Hit {
  readonly write: Write;
  readonly key: string;
}

/** Does something to a person's write or its ticket; `told` is a kind of deviation of A, or all that must be found. */
function ofWrite(
  change: (rows: CompanyRows, hit: Hit) => void,
  told: string | ((label: string) => readonly ExpectedOutcome[]),
): Fault["plant"] {
  return (rows, _, at) => {
    const hit = writeAt(rows, at);
    change(rows, hit);
    const label = writeLabel(hit.write);
    return typeof told === "string" ? found("CHG-06", "A", label, told) : told(label);
  };
}

function changeTicket(rows: CompanyRows, key: string, to: Partial<TableRow<"ticket">>): void {
  changeRows(rows, "ticket", { where: (ticket) => ticket.key === key, to });
}

/** A known person made the write; returns the employee number. */
function actBy(rows: CompanyRows, write: Write): string {
  const account = rowAt(rows, "account", {
    where: ({ system, account_type, employee_no }) =>
      system === "aws-prod" && account_type === "human" && employee_no !== null,
    at: 3,
  });
  changeWrite(rows, write, { principal: account.external_id });
  return account.employee_no ?? "";
}
