import type { SelectionRecord } from "../../statistics/selection/selection-record.js";

/** Stands on everything that is made of the auditors' papers. */
export const WORKPAPER_MARK = "The auditors' own papers: not for the company";

/** Where something stands in the log, when it was written there, and by whom (an id, never a name). */
export interface Told {
  readonly record: number;
  readonly at: string;
  readonly by: string;
}

export interface WorkpaperPopulation extends Told {
  readonly id: string;
  readonly population: string;
  readonly title: string;
  readonly as_of: string;
  readonly items: number;
  readonly hash: string;
  readonly is_reliable: boolean;
  readonly reasons: readonly string[];
}

export interface EvidencePlace {
  readonly sha256: string;
  readonly pointer: string;
}

/** A selected item; without a card nothing was stored of it. */
export interface WorkpaperItem {
  readonly id: string;
  readonly card: {
    readonly occurred_at: string;
    readonly label: string;
    readonly unit: string | null;
    readonly outcomes: readonly {
      readonly control: string;
      readonly attribute: string;
      readonly state: string;
      readonly text: string;
      readonly detail: string;
    }[];
    readonly evidence: readonly EvidencePlace[];
  } | null;
}

export interface WorkpaperReperformance extends Told {
  readonly id: string;
  readonly as_of: string;
  readonly log_size: number;
  readonly lookback: string;
  readonly items: readonly {
    readonly item: string;
    readonly attribute: string;
    readonly before: string;
    readonly again: string;
    readonly is_same: boolean;
  }[];
}

export interface WorkpaperSelection extends Told {
  readonly id: string;
  readonly freeze: string;
  readonly selection: SelectionRecord;
  readonly as_of: string;
  readonly items: readonly WorkpaperItem[];
  readonly released_at: string | null;
  readonly reperformed: readonly WorkpaperReperformance[];
}

export interface WorkpaperRemark extends Told {
  readonly id: string;
  readonly side: "auditor" | "company";
  readonly on: { readonly kind: string; readonly id: string };
  readonly text: string;
}

export interface WorkpaperRequest extends Told {
  readonly id: string;
  readonly reference: string | null;
  readonly type: string;
  readonly wording: string;
  readonly period: string;
  readonly due_on: string | null;
  readonly control: string | null;
  readonly population: string | null;
  readonly selection: string | null;
  readonly item: string | null;
  readonly status: string;
  readonly answers: readonly (Told & { readonly text: string; readonly evidence: readonly EvidencePlace[] })[];
  readonly marks: readonly (Told & { readonly status: string; readonly reason: string | null })[];
}

export interface WorkpaperException extends Told {
  readonly id: string;
  readonly wording: string;
  readonly control: string;
  readonly attribute: string | null;
  readonly selection: string | null;
  readonly item: string | null;
  readonly responses: readonly (Told & { readonly text: string })[];
}

/** Everything that the auditors of one audit have on record, as they take it along. */
export interface Workpapers {
  readonly schema: "lookback/workpapers/1";
  readonly organisation: string;
  readonly is_sample: boolean;
  readonly lookback: string;
  readonly audit: {
    readonly id: string;
    readonly title: string;
    readonly firm: string | null;
    readonly period: { readonly from: string; readonly to: string };
    readonly categories: readonly string[];
    readonly criteria: readonly string[];
  };
  /** The newest act that is in it: nothing after it is. */
  readonly newest: Told;
  /** Who accepted the terms as they are now; `null`: nobody yet. */
  readonly scope: Told | null;
  readonly populations: readonly WorkpaperPopulation[];
  readonly selections: readonly WorkpaperSelection[];
  readonly requests: readonly WorkpaperRequest[];
  readonly exceptions: readonly WorkpaperException[];
  readonly remarks: { readonly shared: readonly WorkpaperRemark[]; readonly private: readonly WorkpaperRemark[] };
}

/** `8c6f...#/0/id`: a place in stored evidence as one text. */
export function placeText({ sha256, pointer }: EvidencePlace): string {
  return `${sha256}#${pointer}`;
}
