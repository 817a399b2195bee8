import { own } from "./path.js";
import type { DenialReason } from "./record.js";

/** A stored exchange: what was asked, and what came back. */
export interface Exchange {
  readonly status: number;
  readonly body: unknown;
  /** The key the body was under, for pointers. */
  readonly bodyKey: string;
}

/** Reads `{request|method, status, headers, body|response}`; `undefined` when the tree is no exchange. */
export function exchangeOf(tree: unknown): Exchange | undefined {
  const status = own(tree, "status");
  const hasRequest = own(tree, "request") !== undefined || own(tree, "method") !== undefined;
  if (typeof status !== "number" || !hasRequest || own(tree, "headers") === undefined) return undefined;
  const bodyKey = own(tree, "response") === undefined ? "body" : "response";
  const body = own(tree, bodyKey);
  return { status, body: typeof body === "string" ? parsedOr(body) : body, bodyKey };
}

/** Why an answer holds nothing, or `undefined` when it is no refusal. `status` is that of an exchange, if known. */
export function denialOf(body: unknown, status?: number): { reason: DenialReason; detail: string } | undefined {
  const error = errorOf(body);
  const code = status ?? error?.status;
  if (status === undefined ? error === undefined : status < 400) return undefined;
  const words = error?.words ?? "";
  return {
    reason: reasonOf(code, words),
    detail: code === undefined ? "an error answer" : `an answer with status ${code}`,
  };
}

function reasonOf(status: number | undefined, words: string): DenialReason {
  if (status === 429 || /rate.?limit|too many requests|throttl|quota ?exceeded/i.test(words)) return "rate";
  if (status === 402 || /licen[cs]e|premium|upgrade|your (current )?plan|subscription/i.test(words)) return "licence";
  if (status === 401 || status === 403) return "permission";
  // GitHub answers 404 "Not Found" to tokens that may not know that the thing exists.
  if (status === 404 && /^not found$/i.test(words.trim())) return "permission";
  if (status !== undefined) return "error";
  return /denied|forbidden|unauthori[sz]ed|not authori[sz]ed|permission|credentials/i.test(words)
    ? "permission"
    : "error";
}

interface ErrorBody {
  readonly status?: number | undefined;
  readonly words: string;
}

/** The error shapes of GitHub, Okta, Graph, Google, PagerDuty, Jira, Datadog, GraphQL and AWS. */
function errorOf(body: unknown): ErrorBody | undefined {
  const status = statusOf(own(body, "status")) ?? statusOf(own(body, "statusCode"));
  const message = own(body, "message") ?? own(body, "Message");
  if (typeof message === "string" && (isError(status) || has(body, "documentation_url") || has(body, "__type"))) {
    return { status, words: `${message} ${String(own(body, "__type") ?? "")}`.trim() };
  }
  if (has(body, "errorCode") && has(body, "errorSummary")) {
    return { status, words: `${String(own(body, "errorSummary"))} ${oktaWords(own(body, "errorCode"))}` };
  }
  const error = own(body, "error");
  if (typeof error === "string" && (isError(status) || has(body, "error_description"))) {
    return { status, words: `${error} ${String(own(body, "error_description") ?? message ?? "")}` };
  }
  if (typeof error === "object" && error !== null) {
    const code = own(error, "code");
    return { status: httpStatus(code), words: `${String(code)} ${String(own(error, "message") ?? "")}` };
  }
  const errors = [own(body, "errorMessages"), own(body, "errors")].find(
    (list) => Array.isArray(list) && list.length > 0,
  );
  if (Array.isArray(errors) && (own(body, "data") ?? null) === null) {
    return { status, words: errors.map((each) => String(own(each, "message") ?? each)).join(" ") };
  }
  return undefined;
}

function oktaWords(code: unknown): string {
  return code === "E0000047" ? "rate limit" : code === "E0000006" || code === "E0000011" ? "denied" : "";
}

function httpStatus(code: unknown): number | undefined {
  const status = statusOf(code);
  return isError(status) ? status : undefined;
}

function isError(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status <= 599;
}

function statusOf(value: unknown): number | undefined {
  return /^\d{3}$/.test(String(value)) ? Number(value) : undefined;
}

function has(body: unknown, key: string): boolean {
  return own(body, key) !== undefined;
}

function parsedOr(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    // Not JSON: a proxy's page, say. The caller sees text where rows should be, and says so.
    return text;
  }
}
