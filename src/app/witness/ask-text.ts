import { EXIT } from "../../base/app-error.js";
import { instantOf } from "../../base/instant.js";
import type { AskOutcome } from "./ask-witnesses.js";

/** Outcomes for a terminal, one line each; alarms with what to do. */
export function askText(outcomes: readonly AskOutcome[]): string {
  return outcomes.map((each) => `${lineOf(each)}\n`).join("");
}

/** Exit code of having asked: an alarm is graver than a witness that could not be reached. */
export function askExit(outcomes: readonly AskOutcome[]): number {
  if (outcomes.some(({ kind }) => kind === "alarm")) return EXIT.internal;
  return outcomes.some(({ kind }) => kind === "queued") ? EXIT.couldNotTell : EXIT.clean;
}

function lineOf(outcome: AskOutcome): string {
  const { witness } = outcome;
  switch (outcome.kind) {
    case "cosigned": {
      const when = instantOf(outcome.seconds * 1_000);
      return `witness ${witness}: ${outcome.isNew ? "cosigned" : "has cosigned"} ${outcome.size} records at ${when}`;
    }
    case "queued":
      return `witness ${witness}: no cosignature yet (${outcome.why}); the newest head is asked for again next time`;
    case "alarm":
      return [`ALARM (${outcome.alarm}) witness ${witness}: ${outcome.message}`, `  fix: ${FIXES[outcome.alarm]}`].join(
        "\n",
      );
  }
}

const FIXES = {
  "rolled-back":
    "Stop collecting, keep the folder as it is, and compare it with the newest copy: records that were there are gone.",
  "split-view":
    "Stop collecting, keep the folder as it is, and ask the witness for the head it cosigned: both texts together prove it.",
  refused:
    "Give the witness the line of .lookback/evidence/trust/log.vkey: lookback witness trust FOLDER --log-key LINE",
} as const;
