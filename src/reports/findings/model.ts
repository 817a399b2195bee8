/** What `lookback cause` shows of one control: facts for a root cause analysis, and what was decided about it. */
export interface CauseReport {
  readonly schema: "lookback/cause/1";
  readonly as_of: string;
  readonly control: { readonly id: string; readonly title: string; readonly statement: string };
  /** The finding of the last audit; `null`: it has none, or there was no audit. */
  readonly finding: { readonly id: string; readonly severity: string; readonly title: string } | null;
  /** Conclusion and pattern of the last audit; `null`: there was none. */
  readonly conclusion: string | null;
  readonly pattern: string | null;
  readonly attributes: readonly { readonly id: string; readonly title: string; readonly deviations: number }[];
  readonly items: number;
  readonly exceptions: number;
  readonly clusters: readonly ReportCluster[];
  readonly clusters_hidden: number;
  readonly questions_asked: number;
  readonly usual_causes: readonly string[];
  readonly extent: {
    readonly units: readonly ReportExtentRow[];
    readonly months: readonly ReportExtentRow[];
    readonly elsewhere: readonly {
      readonly control: string;
      readonly deviations: number;
      readonly in_same_units: number;
      readonly on_same_days: number;
    }[];
  };
  readonly policy_fit: readonly {
    readonly attribute: string;
    readonly parameter: string;
    readonly unit: string;
    readonly promised: number;
    readonly quantiles: readonly { readonly percent: number; readonly promise: number | null }[];
    readonly holds_for_all: number | null;
    readonly holds_for_95: number | null;
    readonly sentences: readonly string[];
  }[];
  /** Oldest first. */
  readonly causes: readonly ReportCause[];
}

export interface ReportCluster {
  readonly where: readonly { readonly dimension: string; readonly first: string; readonly last: string }[];
  readonly items: number;
  readonly exceptions: number;
  readonly sentence: string;
  /** Corrected chance in words. */
  readonly chance: string;
}

export interface ReportExtentRow {
  readonly name: string;
  readonly items: number;
  readonly deviations: number;
  readonly open: number;
}

export interface ReportCause {
  /** Place in the log. */
  readonly record: number;
  readonly at: string;
  readonly status: "approved" | "proposed";
  readonly is_in_force: boolean;
  readonly category: string;
  readonly scope: string;
  readonly text: string;
  readonly why: readonly { readonly text: string; readonly evidence: string | null }[];
  readonly by: string;
  readonly approved_by: string | null;
}

/** What `lookback compensate` shows of one control. */
export interface CompensationReport {
  readonly schema: "lookback/compensation/1";
  readonly as_of: string;
  readonly control: { readonly id: string; readonly title: string };
  /** Items that deviate, and those of them that nothing makes up for as far as evidence shows. */
  readonly deviating: number;
  readonly uncovered: readonly string[];
  /** What the catalogue names, in words. */
  readonly usual: readonly string[];
  readonly rows: readonly {
    readonly item: string;
    readonly label: string;
    /** What of the item it covers; empty: a record from before this was said, and nothing shows it any more. */
    readonly attributes: readonly string[];
    readonly with: string;
    /** Conclusion of the last audit on the control that would cover; `null`: unknown. */
    readonly with_conclusion: string | null;
    readonly status: "accepted" | "pending" | "rejected";
    /** `false`: it was decided once, and nothing shows it any more. */
    readonly is_shown: boolean;
    readonly why: string;
    readonly evidence: readonly string[];
    readonly decided: { readonly by: string; readonly reason: string; readonly record: number } | null;
  }[];
  readonly redundant_with: readonly string[];
  readonly redundant_declared_on: string | null;
}
