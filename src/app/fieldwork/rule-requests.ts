import type { z } from "zod";
import type { ActOf, InternalStatus, RequestType } from "./acts.js";
import type { Ruling } from "./ledger-desk.js";
import { nextId, type RequestPaper, requestNamed } from "./papers.js";
import { type Acting, refused, releasedSelection, requireScope, ruling } from "./ruling.js";

export interface AskedFor {
  readonly reference: string | null;
  readonly type: z.infer<typeof RequestType>;
  readonly wording: string;
  readonly due_on: string | null;
  readonly owner: string | null;
  readonly control: string | null;
  readonly population: string | null;
  readonly selection: string | null;
  readonly item: string | null;
}

/**
 * A request of the auditor (PBC), in words that nobody edits afterwards.
 *
 * @throws AppError `refused` when it names a selection that the company does not know yet, or an item that is not of it.
 */
export function requestEvidence(acting: Acting, asked: AskedFor): Ruling {
  requireScope(acting);
  requireItemOf(acting, asked);
  const { from, to } = acting.audit.period;
  const body: ActOf<"requested"> = {
    ...acting.common,
    act: "requested",
    id: nextId("REQ", acting.papers.requests.length),
    period: `${from} to ${to}`,
    ...asked,
  };
  return ruling(body, body.id);
}

/** Where the company stands with a request: its own matter, apart from the auditor's status. */
export function progressRequest(
  acting: Acting,
  { request, ...said }: { request: string; internal_status: z.infer<typeof InternalStatus>; owner: string | null },
): Ruling {
  requestNamed(acting.papers, request);
  return ruling({ ...acting.common, act: "progressed", request, ...said }, request);
}

/** @throws AppError `refused` for a request that is accepted: it is settled. */
export function answerRequest(
  acting: Acting,
  { request, text, evidence }: { request: string; text: string; evidence: ActOf<"answered">["evidence"] },
): Ruling {
  requireUnsettled(requestNamed(acting.papers, request));
  return ruling({ ...acting.common, act: "answered", request, text, evidence }, request);
}

export interface Marking {
  readonly request: string;
  readonly status: "accepted" | "returned";
  readonly reason: string | null;
  /** How many answers the auditor had read: one that came meanwhile is to be read first. */
  readonly answers: number;
}

/** @throws AppError `refused` without an answer, after one that was not read, or for a return without a reason. */
export function markRequest(acting: Acting, { request, status, reason, answers }: Marking): Ruling {
  const paper = requestNamed(acting.papers, request);
  requireUnsettled(paper);
  if (paper.answers.length === 0) {
    throw refused(`${request} is not answered yet`, "Remark on it, or wait for an answer.");
  }
  if (paper.answers.length !== answers) {
    throw refused(
      `${request} has ${paper.answers.length} answers, and ${answers} were read`,
      "Read the newest answer, then mark it.",
    );
  }
  if (paper.status === "returned") {
    throw refused(`${request} is returned, and was not answered since`, "Wait for the next answer.");
  }
  if (status === "returned" && reason === null) {
    throw refused(`${request} cannot be returned without a reason`, "Say what is missing.");
  }
  return ruling({ ...acting.common, act: "marked", request, status, reason }, request);
}

function requireUnsettled({ asked, status }: RequestPaper): void {
  if (status !== "accepted") return;
  throw refused(`${asked.body.id} is accepted: it is settled`, "The auditor can ask again with another request.");
}

function requireItemOf({ papers }: Acting, { selection, item }: AskedFor): void {
  if (selection === null) return;
  const { selected } = releasedSelection(papers, selection, "auditor");
  if (item === null || selected.body.record.selected.includes(item)) return;
  throw refused(`${selection} does not hold the item that is named`, "Name one of its items, or none.");
}
