import { AppError } from "../../base/app-error.js";
import type { ActOf, FieldworkAct, ToldAct } from "./acts.js";

/** A request with everything that happened to it, oldest first. */
export interface RequestPaper {
  readonly asked: ToldAct<"requested">;
  readonly answers: readonly ToldAct<"answered">[];
  readonly marks: readonly ToldAct<"marked">[];
  readonly progress: ToldAct<"progressed"> | undefined;
  /** The auditor's own: never set by the company. */
  readonly status: "open" | "answered" | "accepted" | "returned";
}

export interface SelectionPaper {
  readonly selected: ToldAct<"selected">;
  readonly released: ToldAct<"released"> | undefined;
  readonly reperformed: readonly ToldAct<"reperformed">[];
}

export interface ExceptionPaper {
  readonly noted: ToldAct<"excepted">;
  readonly responses: readonly ToldAct<"responded">[];
}

/** Everything on record about the fieldwork of one audit. */
export interface Papers {
  readonly accepted: readonly ToldAct<"scope-accepted">[];
  readonly freezes: readonly ToldAct<"frozen">[];
  readonly selections: readonly SelectionPaper[];
  readonly requests: readonly RequestPaper[];
  readonly remarks: readonly ToldAct<"remarked">[];
  readonly exceptions: readonly ExceptionPaper[];
}

/** Puts the acts of one audit, oldest first, beside what they belong to. */
export function papersOf(acts: readonly ToldAct[]): Papers {
  const answers = grouped(only(acts, "answered"), ({ body }) => body.request);
  const marks = grouped(only(acts, "marked"), ({ body }) => body.request);
  const progress = grouped(only(acts, "progressed"), ({ body }) => body.request);
  const released = grouped(only(acts, "released"), ({ body }) => body.selection);
  const reperformed = grouped(only(acts, "reperformed"), ({ body }) => body.selection);
  const responses = grouped(only(acts, "responded"), ({ body }) => body.exception);
  return {
    accepted: only(acts, "scope-accepted"),
    freezes: only(acts, "frozen"),
    selections: only(acts, "selected").map((selected) => ({
      selected,
      released: released.get(selected.body.id)?.[0],
      reperformed: reperformed.get(selected.body.id) ?? [],
    })),
    requests: only(acts, "requested").map((asked) => {
      const own = { answers: answers.get(asked.body.id) ?? [], marks: marks.get(asked.body.id) ?? [] };
      return { asked, ...own, progress: progress.get(asked.body.id)?.at(-1), status: statusOf(own) };
    }),
    remarks: only(acts, "remarked"),
    exceptions: only(acts, "excepted").map((noted) => ({ noted, responses: responses.get(noted.body.id) ?? [] })),
  };
}

/** The id that the next of its kind gets: `REQ-007`. Counted in one audit, so it stays. */
export function nextId(prefix: string, count: number): string {
  return `${prefix}-${String(count + 1).padStart(3, "0")}`;
}

/** @throws AppError `not-found` */
export function freezeNamed({ freezes }: Papers, id: string): ToldAct<"frozen"> {
  return found(
    freezes.find(({ body }) => body.id === id),
    "frozen population",
  );
}

/** @throws AppError `not-found` */
export function selectionNamed({ selections }: Papers, id: string): SelectionPaper {
  return found(
    selections.find(({ selected }) => selected.body.id === id),
    "selection",
  );
}

/** @throws AppError `not-found` */
export function requestNamed({ requests }: Papers, id: string): RequestPaper {
  return found(
    requests.find(({ asked }) => asked.body.id === id),
    "request",
  );
}

/** @throws AppError `not-found` */
export function exceptionNamed({ exceptions }: Papers, id: string): ExceptionPaper {
  return found(
    exceptions.find(({ noted }) => noted.body.id === id),
    "exception",
  );
}

/** After an answer it is the auditor's turn again, whatever was said before. */
function statusOf({ answers, marks }: Pick<RequestPaper, "answers" | "marks">): RequestPaper["status"] {
  const [answer, mark] = [answers.at(-1), marks.at(-1)];
  if (mark !== undefined && mark.index > (answer?.index ?? -1)) return mark.body.status;
  return answer === undefined ? "open" : "answered";
}

function found<T>(wanted: T | undefined, what: string): T {
  if (wanted !== undefined) return wanted;
  throw new AppError({
    code: "not-found",
    message: `this audit has no ${what} of that id`,
    fix: "Take the id from the lists below GET /api/v1/portal/audits/{audit}.",
  });
}

function only<K extends FieldworkAct["act"]>(acts: readonly ToldAct[], kind: K): readonly ToldAct<K>[] {
  return acts.flatMap(({ index, at, body }) => (isOf(body, kind) ? [{ index, at, body }] : []));
}

function isOf<K extends FieldworkAct["act"]>(body: FieldworkAct, kind: K): body is ActOf<K> {
  return body.act === kind;
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
