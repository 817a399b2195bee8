import { z } from "zod";
import type { Ruling } from "../../../app/fieldwork/ledger-desk.js";
import { type Papers, papersOf } from "../../../app/fieldwork/papers.js";
import type { Viewer } from "../../../app/fieldwork/portal-view.js";
import { type Acting, acting } from "../../../app/fieldwork/ruling.js";
import { workpapersOf } from "../../../app/fieldwork/workpapers.js";
import type { ServedAudit } from "../../../app/serving/audits.js";
import type { Instant } from "../../../base/instant.js";
import type { Workpapers } from "../../../reports/workpapers/model.js";
import type { Session } from "../../access/session.js";
import { AuditId } from "../../kit/audit-path.js";
import type { World } from "../../world.js";

/** The company may ask for the answer that its auditors get: that very one, byte for byte. */
export const AsQuery = {
  as: z.enum(["auditor"]).optional().meta({ description: "The answer as the auditors of this audit get it." }),
};

/** Whose answer a request gets. */
export function viewerOf({ role }: Session, { as }: { readonly as?: "auditor" | undefined }): Viewer {
  return role === "auditor" || as === "auditor" ? "auditor" : "company";
}

const PaperId = z.string().regex(/^[A-Z]{3}-\d{3,9}$/, "expected an id such as REQ-001");
export const SelectionPath = z.strictObject({ audit: AuditId, selection: PaperId });
export const RequestPath = z.strictObject({ audit: AuditId, request: PaperId });
export const ExceptionPath = z.strictObject({ audit: AuditId, exception: PaperId });
export const FreezePath = z.strictObject({ audit: AuditId, freeze: PaperId });

/** The papers of an audit as the log holds them now. @throws AppError `not-found` without such an audit. */
export async function papersNow(
  world: World,
  audit: string,
): Promise<{ readonly audit: ServedAudit; readonly papers: Papers }> {
  const named = await world.audits.named(audit);
  return { audit: named, papers: papersOf((await world.fieldwork.log()).of(audit)) };
}

/** The papers of an audit as its auditors take them along. @throws AppError `not-found`, `refused` without any. */
export async function workpapersNow(world: World, audit: string): Promise<Workpapers> {
  const named = await world.audits.named(audit);
  return workpapersOf(named, (await world.fieldwork.log()).of(audit), world.about);
}

/** How a file of an audit's papers is called, without its ending. */
export function papersName({ audit, newest }: Workpapers): string {
  return `workpapers-${audit.id}-record-${newest.record}`;
}

interface Doing {
  readonly world: World;
  readonly who: Session;
  readonly at: Instant;
  readonly audit: string;
  /** Which kind of act this is. */
  readonly what: string;
  readonly key: string;
  /** What was sent, with what the path says. */
  readonly said: unknown;
}

/** Puts one act of fieldwork on record: where it stands, and the id it got. */
export async function record(
  { world, who, at, audit, what, key, said }: Doing,
  rule: (acting: Acting) => Ruling | Promise<Ruling>,
): Promise<Recorded> {
  const named = await world.audits.named(audit);
  const wish = { by: who.user.id, audit, key, what, said, at };
  const done = await world.fieldwork.record(wish, (log, facts) => rule(acting(named, log, { facts, at })));
  const id = "id" in done.body ? done.body.id : null;
  return { record: done.index, at: done.at, id };
}

/** What a written act answers: the same again when it is sent again. */
export const Recorded = z.strictObject({
  /** Place in the log. */
  record: z.number().int().min(0),
  at: z.string(),
  /** Its id in this audit, where it has one. */
  id: z.string().nullable(),
});
export type Recorded = z.infer<typeof Recorded>;
