import type { WhyStep } from "./cause.js";

/** What is wrong with a chain of whys, and what to do about it. */
export interface WhyProblem {
  readonly message: string;
  readonly fix: string;
}

const WHY_STEPS = { min: 3, max: 7 } as const;

/**
 * The first thing that keeps a chain of whys from being a cause (domain 6.3); `undefined`: none. A chain has three to
 * seven different steps, does not end where it began, and ends in a process, policy or system that management can
 * change: what a person forgot is a step on the way, never the end.
 */
export function whyProblem(steps: readonly WhyStep[], finding: string): WhyProblem | undefined {
  if (steps.length < WHY_STEPS.min || steps.length > WHY_STEPS.max) {
    return {
      message: `a chain of whys has ${WHY_STEPS.min} to ${WHY_STEPS.max} steps, this one has ${steps.length}`,
      fix: `Give --why ${WHY_STEPS.min} to ${WHY_STEPS.max} times, each the answer to "why?" of the one before.`,
    };
  }
  const said = steps.map(({ text }) => plainWords(text));
  const repeated = said.findIndex((text, index) => said.indexOf(text) !== index || text === plainWords(finding));
  if (repeated >= 0) {
    return {
      message: `step ${repeated + 1} says again what was said before: it is the symptom, not its cause`,
      fix: "Ask why of that step, and write down the answer.",
    };
  }
  return endProblem(steps.at(-1)?.text ?? "", steps.length);
}

/** Words by which a sentence ends at a person rather than at what let it happen. */
const PERSONAL: readonly RegExp[] = [
  /\b(?:forgot|forgets|forgotten|forgetful|overlooked|careless\w*|negligen\w*|inattent\w*|distracted|lazy|incompetent)\b/i,
  /\b(?:human|user|operator|individual|personal)\s+(?:error|mistake|failure|fault)s?\b/i,
  /\b(?:somebody|someone|he|she|they|nobody|no one|(?:the|an?|one|our)\s+(?:[\w-]+\s+){0,2}(?:engineer|developer|administrator|admin|manager|employee|person|colleague|reviewer|analyst|contractor|team member|owner|lead))\s+(?:didn't|did not|failed to|was too|were too|was busy|were busy|was ill|was away|missed|made a mistake|ignored|neglected|should have|could have|was not careful|was on holiday|was on leave)\b/i,
  /\bmade a mistake\b/i,
];

function endProblem(text: string, step: number): WhyProblem | undefined {
  if (!PERSONAL.some((pattern) => pattern.test(text))) return undefined;
  return {
    message: `step ${step}, the last, ends in a person: people forget, and will again`,
    fix: "Ask why nothing noticed or prevented it, and end with the process, policy or system that management can change.",
  };
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
