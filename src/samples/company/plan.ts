import type { Day } from "../../base/instant.js";

/** Who a company is: everything that its rows are made from, besides a seed. */
export interface CompanyPlan {
  /** Short name, in lower case: part of every address and file name. */
  readonly id: string;
  readonly name: string;
  readonly seed: string;
  /** The organisation's zone. */
  readonly zone: string;
  readonly holidays: readonly Day[];
  readonly period: { readonly from: Day; readonly to: Day };
  /** Since when registers and logs are whole. */
  readonly coveredFrom: Day;
  /** When the exports were made: nothing is known of later. */
  readonly exportedOn: Day;
  readonly categories: readonly string[];
  /** People on the first day, those who join and leave in the period, and those who change role. */
  readonly people: number;
  readonly joiners: number;
  readonly leavers: number;
  readonly movers: number;
  /** HR systems that people are in, one after another; each numbers its people with a letter of its own. */
  readonly hrSystems: readonly string[];
  /** Days on which joiners come in batches: acquired companies. Without any, they come one by one. */
  readonly acquiredOn: readonly Day[];
  /** Addresses of people who left are given to people who join. */
  readonly reusesAddresses: boolean;
  /** Systems with accounts, in the order in which they are declared. */
  readonly systems: readonly SystemPlan[];
  /** Repositories in scope with the changes that each sees in a month. */
  readonly repositories: readonly { readonly name: string; readonly changesPerMonth: number }[];
  readonly cloudAccount: string;
  /** Security alerts, incidents, cloud resources, devices and the like, for every hundred people. */
  readonly alertsPerMonth: number;
  readonly buckets: number;
}

/** One system of the company. */
export interface SystemPlan {
  readonly id: string;
  readonly kind: "idp" | "app" | "scm" | "cloud" | "siem";
}

/** The systems of a company that has nothing special. */
export const USUAL_SYSTEMS: readonly SystemPlan[] = [
  { id: "okta", kind: "idp" },
  { id: "github", kind: "scm" },
  { id: "aws-prod", kind: "cloud" },
  { id: "tracker", kind: "app" },
  { id: "siem", kind: "siem" },
];

/** What is the same in every company that has nothing special. */
export const PLAIN = { hrSystems: ["hr"], acquiredOn: [], reusesAddresses: false, systems: USUAL_SYSTEMS } as const;
