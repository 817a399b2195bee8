import type { Answer } from "../../api/client";
import { StateBadge } from "../../components/state-mark";
import type { CellState } from "../../lib/states";

export type Request = Answer<"listRequests">["items"][number];

export const TYPES = [
  { value: "config", label: "Configuration: how something is set" },
  { value: "population", label: "Population: a whole list, and how it was made" },
  { value: "sample", label: "Sample: evidence of selected items" },
  { value: "inquiry", label: "Inquiry: a question to somebody" },
] as const;

const STATES: Readonly<Record<Request["status"], { readonly mark: CellState; readonly word: string }>> = {
  open: { mark: "did-not-occur", word: "open" },
  answered: { mark: "not-testable", word: "answered, to be marked" },
  accepted: { mark: "operated", word: "accepted" },
  returned: { mark: "failed", word: "returned" },
};

/** The auditor's status: nobody else sets it. */
export function RequestBadge({ status }: { readonly status: Request["status"] }) {
  const { mark, word } = STATES[status];
  return <StateBadge state={mark}>{word}</StateBadge>;
}

/** Who has the next step. */
export function nextOf({ status }: Pick<Request, "status">): "the company" | "the auditor" | "nobody" {
  switch (status) {
    case "open":
    case "returned":
      return "the company";
    case "answered":
      return "the auditor";
    case "accepted":
      return "nobody";
  }
}

/** `2026-07-10, overdue`. */
export function dueText({ due_on: due, status }: Pick<Request, "due_on" | "status">): string {
  if (due === null) return "no day named";
  const isLate = status !== "accepted" && due < new Date().toISOString().slice(0, 10);
  return isLate ? `${due}, overdue` : due;
}

/** What a request is about; an item as people call it. */
export function aboutText(
  { control, population, selection, item }: Request,
  labelOf: (selection: string | null, item: string) => string,
): string {
  const label = item === null ? null : labelOf(selection, item);
  return [control, population, selection, label].filter((each) => each !== null).join(", ");
}
