import type { ActOf } from "./acts.js";
import type { Ruling } from "./ledger-desk.js";
import { exceptionNamed, nextId, requestNamed, type SelectionPaper, selectionNamed } from "./papers.js";
import { type Acting, isReleased, refused, releasedSelection, requireScope, ruling } from "./ruling.js";

/** @throws AppError `refused` when these very terms are accepted already. */
export function acceptScope(acting: Acting, { terms }: { readonly terms: number | null }): Ruling {
  const { audit, papers } = acting;
  if (terms !== audit.record) {
    throw refused("the terms of this audit were changed while they were read", "Read them again, then accept them.");
  }
  const last = papers.accepted.at(-1);
  if (last !== undefined && last.body.terms === terms) {
    throw refused(`the scope is accepted already (record ${last.index} of the log)`, "Nothing is left to do here.");
  }
  return ruling({ ...acting.common, act: "scope-accepted", terms }, "scope");
}

/** Shows the company the ids that were selected, once. */
export function releaseSelection(acting: Acting, selection: string): Ruling {
  const paper = selectionNamed(acting.papers, selection);
  if (isReleased(paper)) throw refused(`${selection} is released already`, "Nothing is left to do here.");
  return ruling({ ...acting.common, act: "released", selection }, selection);
}

export interface Remark {
  readonly on: ActOf<"remarked">["on"];
  readonly text: string;
  readonly isPrivate: boolean;
}

/** A remark of an auditor (private ones are seen by the auditors of the audit alone), or a comment of the company. */
export function remark(acting: Acting, { on, text, isPrivate }: Remark, side: "auditor" | "company"): Ruling {
  requireTarget(acting, on, { side, isPrivate });
  const body: ActOf<"remarked"> = {
    ...acting.common,
    act: "remarked",
    id: nextId("REM", acting.papers.remarks.length),
    ...{ side, on, text },
    is_private: isPrivate,
  };
  return ruling(body, body.id);
}

export interface NotedException {
  readonly wording: string;
  readonly control: string;
  readonly attribute: string | null;
  readonly selection: string | null;
  readonly item: string | null;
}

/** An exception in the auditor's own words: nobody edits them, the company answers beside them. */
export function noteException(acting: Acting, noted: NotedException): Ruling {
  requireScope(acting);
  const { selection, item } = noted;
  if (selection !== null) requireSelected(releasedSelection(acting.papers, selection, "auditor"), item);
  const body: ActOf<"excepted"> = {
    ...acting.common,
    act: "excepted",
    id: nextId("EXC", acting.papers.exceptions.length),
    ...noted,
  };
  return ruling(body, body.id);
}

/** The company's answer to an exception: final once it is sent. */
export function respond(acting: Acting, { exception, text }: { exception: string; text: string }): Ruling {
  exceptionNamed(acting.papers, exception);
  return ruling({ ...acting.common, act: "responded", exception, text }, exception);
}

function requireSelected({ selected: { body } }: SelectionPaper, item: string | null): void {
  if (item === null || body.record.selected.includes(item)) return;
  throw refused(`${body.id} does not hold the item that is named`, "Name one of its items, or none.");
}

/** What is shared may not give away what is not released. */
function requireTarget(
  { papers }: Acting,
  { kind, id }: Remark["on"],
  { side, isPrivate }: { side: "auditor" | "company"; isPrivate: boolean },
): void {
  switch (kind) {
    case "request":
      requestNamed(papers, id);
      return;
    case "exception":
      exceptionNamed(papers, id);
      return;
    case "selection":
      if (isPrivate) selectionNamed(papers, id);
      else releasedSelection(papers, id, side);
      return;
    case "item": {
      const [selection = "", item = ""] = splitOnce(id);
      const paper = isPrivate ? selectionNamed(papers, selection) : releasedSelection(papers, selection, side);
      requireSelected(paper, item);
      return;
    }
    default:
      return;
  }
}

/** `SEL-001/the item's id`: ids of items may hold slashes themselves. */
function splitOnce(id: string): readonly string[] {
  const at = id.indexOf("/");
  return at < 0 ? [id] : [id.slice(0, at), id.slice(at + 1)];
}
