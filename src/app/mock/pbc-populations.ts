import type { TableName } from "../../model/tables.js";

/** One of the populations an auditor asks for first (users.md 7.6), and what of ours answers it. */
export interface PbcPopulation {
  readonly id: string;
  readonly title: string;
  /** Our populations that list it, items and all. */
  readonly populations: readonly string[];
  /** Our tables that hold it row by row, without a population of their own. */
  readonly tables: readonly TableName[];
  /** What this does not give; `null`: nothing is missing. */
  readonly lacks: string | null;
}

/** The twenty populations, in the order in which auditors list them. */
export const PBC_POPULATIONS: readonly PbcPopulation[] = [
  { id: "POP-01", title: "New hires", populations: [], tables: ["employment"], lacks: null },
  { id: "POP-02", title: "Leavers", populations: ["leavers", "leaver-accounts"], tables: [], lacks: null },
  { id: "POP-03", title: "Role changes", populations: ["movers"], tables: ["position"], lacks: null },
  { id: "POP-04", title: "Contractors", populations: [], tables: ["employment"], lacks: null },
  {
    id: "POP-05",
    title: "Users of each system with their role",
    populations: [],
    tables: ["account", "access_grant"],
    lacks: null,
  },
  {
    id: "POP-06",
    title: "Administrators",
    populations: [],
    tables: ["access_grant"],
    lacks: "Which roles administer is for the company to say.",
  },
  { id: "POP-07", title: "Service accounts and keys", populations: [], tables: ["credential", "account"], lacks: null },
  { id: "POP-08", title: "Access requests", populations: ["grants"], tables: ["ticket"], lacks: null },
  { id: "POP-09", title: "Production changes", populations: ["changes", "deployments"], tables: [], lacks: null },
  { id: "POP-10", title: "Emergency changes", populations: ["emergency-changes"], tables: [], lacks: null },
  {
    id: "POP-11",
    title: "Changes of rulesets and pipelines",
    populations: ["cloud-writes"],
    tables: ["protection_bypass", "config_change"],
    lacks: null,
  },
  {
    id: "POP-12",
    title: "Infrastructure resources by type",
    populations: ["storage-encryption", "public-exposure", "log-sources"],
    tables: ["cloud_resource"],
    lacks: null,
  },
  {
    id: "POP-13",
    title: "Configuration exceptions and drift",
    populations: ["drift-findings"],
    tables: ["approved_exception"],
    lacks: null,
  },
  {
    id: "POP-14",
    title: "Vulnerabilities with their deadlines",
    populations: [],
    tables: [],
    lacks: "No population of vulnerabilities is tested here: export the scanner's whole list, closed ones included.",
  },
  { id: "POP-15", title: "Security alerts", populations: ["alerts"], tables: [], lacks: null },
  { id: "POP-16", title: "Incidents", populations: ["incidents"], tables: [], lacks: null },
  {
    id: "POP-17",
    title: "Backups and restore tests",
    populations: ["backup-days"],
    tables: ["backup_run"],
    lacks: "Restore tests are not among them: add the records of each.",
  },
  {
    id: "POP-18",
    title: "Vendor reviews",
    populations: [],
    tables: [],
    lacks: "No population of vendor reviews is tested here: export the vendor register with the date of each review.",
  },
  {
    id: "POP-19",
    title: "Deletions of customer data",
    populations: [],
    tables: [],
    lacks: "No population of deletions is tested here: export all requests of the period, with what was done.",
  },
  {
    id: "POP-20",
    title: "Training and acknowledgement of policies",
    populations: ["training-dues"],
    tables: ["training_completion"],
    lacks: "Acknowledgements of policies are not among them.",
  },
];
