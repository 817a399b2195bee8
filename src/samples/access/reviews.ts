import { type EpochMs, instantOf } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { at } from "../moments.js";
import { leadNo } from "../people/staff.js";
import { COVERED, LATE_REVIEW, SYSTEMS, type SystemId } from "../plan.js";
import type { SampleSource } from "../source.js";
import type { World } from "../world.js";

/** One quarter's campaign: the same days for every system. */
interface Campaign {
  readonly quarter: string;
  readonly listedAt: EpochMs;
  readonly decidedAt: EpochMs;
  readonly signedOffAt: EpochMs;
}

const CAMPAIGNS: readonly Campaign[] = [
  {
    quarter: "2025-Q4",
    listedAt: at("2026-01-06", "15:00"),
    decidedAt: at("2026-01-15", "16:00"),
    signedOffAt: at("2026-01-22", "17:30"),
  },
  {
    quarter: LATE_REVIEW.quarter,
    listedAt: at("2026-04-06", "15:00"),
    decidedAt: at("2026-05-14", "16:00"),
    signedOffAt: at(LATE_REVIEW.signedOffDay, "15:00"),
  },
];

interface Line {
  readonly campaign: Campaign;
  readonly system: SystemId;
  readonly username: string;
  readonly entitlement: string;
  readonly subjectNo: string;
  readonly isRemoval: boolean;
  readonly executedAt: EpochMs | null;
}

/** The reviews of access of the two quarters due in the period, with every line. */
export function reviewSources(world: World): readonly SampleSource[] {
  const lines = CAMPAIGNS.flatMap((campaign) => linesOf(campaign, world));
  return [headers(lines), items(lines)];
}

function linesOf(campaign: Campaign, { accounts, removals }: World): readonly Line[] {
  return accounts.flatMap(({ system, username, person, grants }) =>
    grants
      .filter(({ from, to }) => from <= campaign.listedAt && (to === null || to > campaign.listedAt))
      .map((grant) => {
        const removal = removals.find((each) => each.quarter === campaign.quarter && each.grant === grant);
        return {
          campaign,
          system,
          username,
          entitlement: grant.entitlement,
          subjectNo: person.no,
          isRemoval: removal !== undefined,
          executedAt: removal?.grant.to ?? null,
        };
      }),
  );
}

function headers(lines: readonly Line[]): SampleSource {
  const rows = CAMPAIGNS.flatMap((campaign) =>
    SYSTEMS.map((system): readonly Cell[] => {
      const count = lines.filter((line) => line.campaign === campaign && line.system === system).length;
      return [
        system,
        campaign.quarter,
        campaign.quarter,
        instantOf(campaign.listedAt),
        count,
        count,
        instantOf(campaign.signedOffAt),
        ownerOf(system),
        true,
      ];
    }),
  );
  const header = [
    "system",
    "key",
    "period_key",
    "listing_at",
    "listing_count",
    "system_count",
    "signed_off_at",
    "signed_off_by",
    "is_population_complete",
  ];
  return source("access-reviews", "lookback-access_review", {
    header,
    rows,
    query: "Review campaigns with their sign-offs",
  });
}

function items(lines: readonly Line[]): SampleSource {
  const rows = lines.map((line): readonly Cell[] => {
    const owner = ownerOf(line.system);
    // Nobody reviews what they hold themselves: the other owner takes those lines.
    const reviewer = owner === line.subjectNo ? otherOwner(owner) : owner;
    return [
      line.system,
      line.campaign.quarter,
      line.username,
      line.entitlement,
      line.isRemoval ? "remove" : "keep",
      instantOf(line.campaign.decidedAt),
      reviewer,
      line.subjectNo,
      line.executedAt === null ? null : instantOf(line.executedAt),
    ];
  });
  const header = [
    "system",
    "period_key",
    "account_username",
    "entitlement",
    "decision",
    "decided_at",
    "reviewer_employee_no",
    "subject_employee_no",
    "executed_at",
  ];
  return source("access-review-lines", "lookback-access_review_item", {
    header,
    rows,
    query: "Every line of these campaigns",
  });
}

function ownerOf(system: SystemId): string {
  return leadNo(system === "github" || system === "aws-prod" ? "ENG-PLAT" : "SEC");
}

function otherOwner(owner: string): string {
  return owner === leadNo("SEC") ? leadNo("ENG-PLAT") : leadNo("SEC");
}

function source(
  id: string,
  mapping: string,
  {
    header,
    rows,
    query,
  }: { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[]; readonly query: string },
): SampleSource {
  const files = `access/${id}.csv`;
  return {
    entry: { id, mapping, system: SYSTEMS, files, covers: COVERED, query, count: rows.length },
    files: [csv(files, header, rows)],
  };
}
