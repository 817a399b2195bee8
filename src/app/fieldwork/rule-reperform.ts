import { instant } from "../../base/instant.js";
import type { ActOf } from "./acts.js";
import type { Ruling } from "./ledger-desk.js";
import { nextId, type Papers, type SelectionPaper, selectionNamed } from "./papers.js";
import type { PerformedItems } from "./perform-items.js";
import { type Acting, refused, ruling } from "./ruling.js";

/** What a process of its own gave. */
export interface Reperformed {
  readonly items: PerformedItems;
  /** So many records of the log it could see. */
  readonly logSize: number;
  readonly lookback: string;
}

/** A selection of which something can be performed again. @throws AppError `not-found`, `refused` without any evidence. */
export function reperformable(papers: Papers, selection: string): SelectionPaper {
  const paper = selectionNamed(papers, selection);
  if (paper.selected.body.cards.length > 0) return paper;
  throw refused(
    `nothing is stored of any item of ${selection}, so there is no test to perform again`,
    "Ask the company for evidence of these items.",
  );
}

/** What performing the test again gave, beside what was on the cards; every attribute of every item with a card. */
export function recordReperformed(acting: Acting, selection: string, again: Reperformed): Ruling {
  const { selected, reperformed } = reperformable(acting.papers, selection);
  const { cards, record, as_of } = selected.body;
  const body: ActOf<"reperformed"> = {
    ...acting.common,
    act: "reperformed",
    id: nextId("PER", count(acting.papers)),
    selection,
    as_of: instant(as_of),
    log_size: again.logSize,
    lookback: again.lookback,
    items: cards.flatMap(({ id, outcomes }) =>
      outcomes
        .filter(({ control }) => control === record.control)
        .map(({ attribute, text }) => {
          const now = again.items[id]?.[attribute] ?? "not in the list";
          return { item: id, attribute, before: text, again: now, is_same: now === text };
        }),
    ),
  };
  return ruling(body, `${selection}/${reperformed.length + 1}`);
}

function count({ selections }: Papers): number {
  return selections.reduce((sum, { reperformed }) => sum + reperformed.length, 0);
}
