import type { OpinionInput } from "./input.js";
import type { TraceLine } from "./projection.js";

/** R0: the first precondition that fails and so fixes every opinion; `undefined` when all hold. R1 to R9 still run. */
export function failedPrecondition(input: OpinionInput, trace: TraceLine[]): string | undefined {
  const failed = PRECONDITIONS.find(({ name }) => input.preconditions[name]);
  trace.push({
    rule: failed?.rule ?? "R0",
    inputs: { ...input.preconditions },
    output: failed === undefined ? "hold" : "DISCLAIMER, withdrawal likely",
    explanation:
      failed?.explanation ??
      "Management gives its assertion and its representation letter, and no evidence was falsified: the rules go on.",
    judgement: false,
  });
  return failed?.rule;
}

const PRECONDITIONS = [
  {
    rule: "R0.1",
    name: "assertion_refused",
    explanation: "Management refuses the written assertion, so no firm can give an opinion and most will withdraw.",
  },
  {
    rule: "R0.2",
    name: "representation_letter_refused",
    explanation: "Management refuses the representation letter, so no firm can give an opinion and most will withdraw.",
  },
  {
    rule: "R0.3",
    name: "evidence_falsified",
    explanation:
      "Evidence was fabricated, altered or backdated with management's knowledge, so nothing it says can be relied on.",
  },
] as const;
