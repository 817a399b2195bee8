import { PIPELINE_ROLE } from "../cloud/audit-log.js";
import { PIPELINE_ROLE as ITS_PIPELINE_ROLE } from "../company/areas/cloud.js";
import type { CompanyRows } from "../company/rows.js";

/** What applications are called in the inventory, in the order in which the area counts them. */
const APPLICATIONS = [
  "contract-signing",
  "customer-desk",
  "usage-analytics",
  "office-wiki",
  "billing-console",
  "seat-planner",
  "invoice-preview",
  "sales-pipeline",
  "chat",
  "payment-operations",
  "lunch-orders",
  "call-recording",
  "design-board",
  "calendar",
  "tax-filing",
  "conference-badges",
  "refund-desk",
  "road-map",
  "video-meetings",
  "statement-archive",
  "language-course",
  "churn-report",
  "expense-claims",
  "travel-booking",
  "dunning",
  "photo-library",
  "onboarding-guide",
  "interview-notes",
  "survey-forms",
  "fraud-review",
  "parking",
  "partner-portal",
  "payroll-portal",
  "leave-calendar",
  "ledger-explorer",
  "fonts",
  "customer-success",
  "legal-matters",
  "status-page",
  "data-catalogue",
  "plant-watering",
  "price-book",
  "procurement",
  "release-notes",
  "card-disputes",
] as const;

/** Vendors that came in the period, in the order in which the area counts them. */
const VENDORS = [
  "translation-agency",
  "print-house",
  "event-caterer",
  "call-centre-software",
  "stock-photos",
  "tax-adviser",
] as const;

/** Plain words of the areas that would sound odd here: whole words, wherever they stand. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bacme-/g, "tarnbrook-"],
  [/\bmain-db\b/g, "billing"],
  [/\bdocuments\b/g, "tarnbrook-statements"],
  [/\bINC-DB-/g, "DBE-"],
  [/\bDATA-DS-/g, "DAT-"],
  [/\bF-(?=\d+\b)/g, "CTL-"],
];

/** The same rows in Tarnbrook's own words: names of applications, vendors, stores and of the pipeline's role. */
export function inOwnWords(rows: CompanyRows): CompanyRows {
  return Object.fromEntries(
    Object.entries(rows).map(([table, list]) => [table, list.map((row) => reworded(row))]),
  ) as unknown as CompanyRows;
}

function reworded<Row extends object>(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "string" ? ownWords(value) : value]),
  ) as unknown as Row;
}

/** A text in Tarnbrook's own words. */
export function ownWords(text: string): string {
  if (text === ITS_PIPELINE_ROLE) return PIPELINE_ROLE;
  const named = text
    .replace(/\bapp-(\d+)\b/g, (word, number: string) => APPLICATIONS[Number(number) - 1] ?? word)
    .replace(/\bvendor-(\d+)\b/g, (word, number: string) => VENDORS[Number(number) - 1] ?? word);
  return WORDS.reduce((known, [from, to]) => known.replace(from, to), named);
}
