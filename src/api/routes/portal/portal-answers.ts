import { z } from "zod";
import { EvidenceReference, InternalStatus, ItemCard, RemarkOn, RequestType } from "../../../app/fieldwork/acts.js";

const Count = z.number().int().min(0);

/** Where something stands in the log, when it was written there, and by whom (an id, never a name). */
export const Told = { record: Count, at: z.string(), by: z.string() };

export const Frozen = z.strictObject({
  ...Told,
  id: z.string(),
  population: z.string(),
  title: z.string(),
  as_of: z.string(),
  items: Count,
  hash: z.string(),
  is_reliable: z.boolean(),
  reasons: z.array(z.string()),
});

/** An item with its evidence; without a card, nothing is stored of it and it is to be asked for. */
export const Item = z.strictObject({ id: z.string(), card: ItemCard.nullable() });

export const Remark = z.strictObject({
  ...Told,
  id: z.string(),
  side: z.enum(["auditor", "company"]),
  on: RemarkOn,
  text: z.string(),
});

export const Released = z.strictObject({
  ...Told,
  id: z.string(),
  freeze: z.string(),
  control: z.string(),
  population: z.strictObject({ name: z.string(), title: z.string(), items: Count, hash: z.string() }),
  as_of: z.string(),
  items: z.array(Item),
  is_whole: z.boolean(),
});

export const Request = z.strictObject({
  ...Told,
  id: z.string(),
  reference: z.string().nullable(),
  type: RequestType,
  wording: z.string(),
  period: z.string(),
  due_on: z.string().nullable(),
  owner: z.string().nullable(),
  control: z.string().nullable(),
  population: z.string().nullable(),
  selection: z.string().nullable(),
  item: z.string().nullable(),
  /** The auditor's. */
  status: z.enum(["open", "answered", "accepted", "returned"]),
  answers: z.array(z.strictObject({ ...Told, text: z.string(), evidence: z.array(EvidenceReference) })),
  marks: z.array(z.strictObject({ ...Told, status: z.enum(["accepted", "returned"]), reason: z.string().nullable() })),
  remarks: z.array(Remark),
  /** Where the company stands with it; `null` for auditors. */
  internal: z.strictObject({ status: InternalStatus, owner: z.string().nullable() }).nullable(),
});

export const NotedException = z.strictObject({
  ...Told,
  id: z.string(),
  wording: z.string(),
  control: z.string(),
  attribute: z.string().nullable(),
  selection: z.string().nullable(),
  item: z.string().nullable(),
  responses: z.array(z.strictObject({ ...Told, text: z.string() })),
  remarks: z.array(Remark),
});

export const Progress = z.strictObject({
  populations: Count,
  frozen: Count,
  released: Count,
  open: Count,
  answered: Count,
  returned: Count,
  accepted: Count,
  exceptions: Count,
});
