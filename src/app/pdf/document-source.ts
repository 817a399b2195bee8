import { canonicalJson } from "../../base/canonical-json.js";
import type { EpochMs, Instant } from "../../base/instant.js";
import { renderAuditJson } from "../../reports/audit/json.js";
import { renderMockJson } from "../../reports/mock/json.js";
import type { PdfContext } from "../../reports/pdf/context.js";
import { exceptionsDocument } from "../../reports/pdf/exceptions/exceptions-document.js";
import type { PdfDocument } from "../../reports/pdf/kit/blocks.js";
import { mockDocument } from "../../reports/pdf/mock/mock-document.js";
import { opinionDocument } from "../../reports/pdf/opinion/opinion-document.js";
import { renderResponsesJson } from "../../reports/pdf/responses/model.js";
import { responsesDocument } from "../../reports/pdf/responses/responses-document.js";
import { type AccessReviewModel, renderAccessReviewJson } from "../../reports/pdf/review/model.js";
import { reviewDocument } from "../../reports/pdf/review/review-document.js";
import type { FirmProfile } from "../../statistics/firm-profile.js";
import { auditPeriod } from "../audit/audit.js";
import { decidedFor, findingDecisions } from "../findings/decided.js";
import { mockAudit } from "../mock/mock.js";
import { showReport } from "../report/show-report.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { responsesModel } from "./responses-model.js";
import { type ReviewChoice, reviewModel } from "./review-model.js";

/** What can be written as a sealed PDF, and what each needs to know. */
export type DocumentRequest =
  | { readonly kind: "opinion" | "exceptions" | "responses"; readonly asOf: EpochMs }
  | { readonly kind: "mock"; readonly profile: FirmProfile; readonly tester: string }
  | { readonly kind: "review"; readonly choice: ReviewChoice; readonly asOf: EpochMs };

export type DocumentKind = DocumentRequest["kind"];

/** A document before it is set: its data, and how it is set once its place in the log is known. */
export interface DocumentSource {
  readonly kind: DocumentKind;
  /** Name of its files without ending. */
  readonly name: string;
  /** The data as it is published: one line of canonical JSON. */
  readonly json: string;
  /** What is recorded of an access review before its document is made. */
  readonly approval?: string;
  document(context: PdfContext): PdfDocument;
}

export interface SourceInput {
  readonly open: OpenWorkspace;
  /** Our clock. */
  readonly at: Instant;
  progress?(what: string): void;
}

/** Makes the data of a document from what is stored. @throws AppError as the verbs do that print the same. */
export async function documentSource(request: DocumentRequest, input: SourceInput): Promise<DocumentSource> {
  const { open } = input;
  const note = input.progress === undefined ? {} : { progress: input.progress };
  const { kind } = request;
  switch (kind) {
    case "opinion": {
      const report = await auditPeriod({ open, asOf: request.asOf, ...note });
      const document = (context: PdfContext) => opinionDocument(report, context);
      return { kind, name: kind, json: renderAuditJson(report), document };
    }
    case "exceptions": {
      const report = await auditPeriod({ open, asOf: request.asOf, ...note });
      const document = (context: PdfContext) => exceptionsDocument(report, context);
      return { kind, name: kind, json: renderAuditJson(report), document };
    }
    case "responses": {
      const view = await showReport({ open, asOf: request.asOf });
      const decided = decidedFor(open.workspace.audit.period, await findingDecisions(open.evidence));
      const model = responsesModel(view, decided);
      const document = (context: PdfContext) => responsesDocument(model, context);
      return { kind, name: kind, json: renderResponsesJson(model), document };
    }
    case "mock":
      return mockSource(request, input);
    case "review": {
      const model = await reviewModel(open, request.choice, request.asOf);
      const document = (context: PdfContext) => reviewDocument(model, context);
      const name = `review-${fileName(model.system)}-${fileName(model.quarter)}`;
      return { kind, name, json: renderAccessReviewJson(model), approval: approvalOf(model), document };
    }
  }
}

/** The draw on record, made again: nothing new is drawn, and a mock that never was is refused. */
async function mockSource(
  { profile, tester }: Extract<DocumentRequest, { kind: "mock" }>,
  { open, at, progress }: SourceInput,
): Promise<DocumentSource> {
  const report = await mockAudit({
    ...{ open, at, profile, choice: { tester }, reviewer: null, listsTo: "reports/mock/populations" },
    ...(progress === undefined ? {} : { progress }),
  });
  const document = (context: PdfContext) => mockDocument(report, context);
  return { kind: "mock", name: "mock", json: renderMockJson(report), document };
}

/** Who signed a review off, as far as its source says; how they signed in is not known here. */
function approvalOf({ review, signed_off_at, signed_off_by }: AccessReviewModel): string {
  const facts = {
    review,
    signed_off_at,
    signed_off_by,
    authentication: null,
    basis: "stated by the source of the review",
  };
  return `${canonicalJson({ schema: "lookback/access-review-approval/1", ...facts })}\n`;
}

/** Ids as parts of file names. */
function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^\.+/, "");
}
