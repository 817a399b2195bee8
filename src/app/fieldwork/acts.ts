import { z } from "zod";
import { At, Digest } from "../../ledger/fields.js";
import { SelectionRecord } from "../../statistics/selection/selection-record.js";
import { AuditKey, WishKey } from "./audit-terms.js";

/** What somebody wrote: kept as typed, never edited. */
export const Words = z.string().trim().min(1).max(20_000);
const Id = z.string().min(1).max(40);
const ItemId = z.string().min(1).max(1_000);
const Count = z.number().int().min(0);

const Common = {
  schema: z.literal("lookback/fieldwork/1"),
  audit: AuditKey,
  /** Id of the user. */
  by: z.string().min(1),
  key: WishKey,
  /** Names what was asked, so that the same wish sent twice is told from another under the same key. */
  asked: Digest,
};

/** A place in stored evidence. */
export const EvidenceReference = z.strictObject({ sha256: Digest, pointer: z.string().max(1_000) });

const ItemOutcome = z.strictObject({
  control: z.string(),
  attribute: z.string(),
  state: z.enum(["pass", "deviation", "indeterminate", "not-applicable", "pending"]),
  text: z.string(),
  detail: z.string(),
});

/** A selected item with what evidence says of it, as of the run it was taken from. */
export const ItemCard = z.strictObject({
  id: ItemId,
  occurred_at: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  actor: z.string().nullable(),
  facts: z.record(z.string(), z.string().nullable()),
  outcomes: z.array(ItemOutcome),
  evidence: z.array(z.strictObject({ sha256: z.string(), pointer: z.string() })),
});
export type ItemCard = z.infer<typeof ItemCard>;

const ScopeAccepted = z.strictObject({
  ...Common,
  act: z.literal("scope-accepted"),
  /** Place of the decision about the audit that was accepted; `null`: lookback.yaml alone. */
  terms: Count.nullable(),
});

const Frozen = z.strictObject({
  ...Common,
  act: z.literal("frozen"),
  id: Id,
  population: z.string(),
  title: z.string(),
  query: z.string(),
  period: z.strictObject({ from: z.string(), to: z.string(), start: z.string(), end: z.string() }),
  run: z.string(),
  as_of: At,
  items: Count,
  /** SHA-256 of the ids in order of their bytes, one a line. */
  hash: Digest,
  /** SHA-256 of the list, which the record before this one holds. */
  list: Digest,
  is_reliable: z.boolean(),
  reasons: z.array(z.string()),
  sources: z.array(z.string()),
  second_source: z.string().nullable(),
});

export { SelectionRecord };

const Selected = z.strictObject({
  ...Common,
  act: z.literal("selected"),
  id: Id,
  freeze: Id,
  record: SelectionRecord,
  /** When the evidence on the cards was judged. */
  as_of: At,
  /** One for each selected item that the newest list still holds. */
  cards: z.array(ItemCard),
});

const Released = z.strictObject({ ...Common, act: z.literal("released"), selection: Id });

export const RequestType = z.enum(["config", "population", "sample", "inquiry"]);

const Requested = z.strictObject({
  ...Common,
  act: z.literal("requested"),
  id: Id,
  /** How the auditor's own papers call it. */
  reference: z.string().max(100).nullable(),
  type: RequestType,
  /** The auditor's words, locked. */
  wording: Words,
  period: z.string().max(100),
  due_on: z.string().nullable(),
  owner: z.string().nullable(),
  control: z.string().nullable(),
  population: z.string().nullable(),
  selection: Id.nullable(),
  item: ItemId.nullable(),
});

export const InternalStatus = z.enum(["to do", "in progress", "in review", "not available"]);

const Progressed = z.strictObject({
  ...Common,
  act: z.literal("progressed"),
  request: Id,
  internal_status: InternalStatus,
  owner: z.string().nullable(),
});

const Answered = z.strictObject({
  ...Common,
  act: z.literal("answered"),
  request: Id,
  text: Words,
  evidence: z.array(EvidenceReference).max(200),
});

const Marked = z.strictObject({
  ...Common,
  act: z.literal("marked"),
  request: Id,
  status: z.enum(["accepted", "returned"]),
  reason: Words.nullable(),
});

/** What a remark is about. */
export const RemarkOn = z.strictObject({
  kind: z.enum(["audit", "control", "population", "item", "selection", "request", "exception"]),
  id: z.string().min(1).max(1_000),
});

const Remarked = z.strictObject({
  ...Common,
  act: z.literal("remarked"),
  id: Id,
  side: z.enum(["auditor", "company"]),
  on: RemarkOn,
  text: Words,
  /** Seen by the auditors of this audit alone. */
  is_private: z.boolean(),
});

const Excepted = z.strictObject({
  ...Common,
  act: z.literal("excepted"),
  id: Id,
  /** The auditor's words, locked. */
  wording: Words,
  control: z.string(),
  attribute: z.string().nullable(),
  selection: Id.nullable(),
  item: ItemId.nullable(),
});

const Responded = z.strictObject({ ...Common, act: z.literal("responded"), exception: Id, text: Words });

const Reperformed = z.strictObject({
  ...Common,
  act: z.literal("reperformed"),
  id: Id,
  selection: Id,
  as_of: At,
  /** So many records of the log were used: what evidence there was at that moment. */
  log_size: Count,
  lookback: z.string(),
  items: z.array(
    z.strictObject({
      item: ItemId,
      attribute: z.string(),
      before: z.string(),
      again: z.string(),
      is_same: z.boolean(),
    }),
  ),
});

/** One act of fieldwork as the log holds it. */
export const FieldworkAct = z.discriminatedUnion("act", [
  ScopeAccepted,
  Frozen,
  Selected,
  Released,
  Requested,
  Progressed,
  Answered,
  Marked,
  Remarked,
  Excepted,
  Responded,
  Reperformed,
]);
export type FieldworkAct = z.infer<typeof FieldworkAct>;
export type ActOf<K extends FieldworkAct["act"]> = Extract<FieldworkAct, { act: K }>;

/** An act with its place in the log. */
export interface ToldAct<K extends FieldworkAct["act"] = FieldworkAct["act"]> {
  readonly index: number;
  readonly at: string;
  readonly body: ActOf<K>;
}

/** Who wrote an act, when, and where it stands in the log. */
export function told({ index, at, body }: Pick<ToldAct, "index" | "at"> & { readonly body: { readonly by: string } }) {
  return { record: index, at, by: body.by };
}

/** The items of a frozen population, in canonical order, and for each control those that have nothing to examine. */
export const FrozenItems = z.strictObject({
  schema: z.literal("lookback/frozen-list/1"),
  population: z.string(),
  /** Id and moment. */
  items: z.array(z.tuple([z.string(), At])),
  excluded: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
});
export type FrozenItems = z.infer<typeof FrozenItems>;
