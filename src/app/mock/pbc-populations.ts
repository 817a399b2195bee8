import type { TableName } from "../../model/tables.js";

/** One of the populations an auditor asks for first, and what of ours answers it. */
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
  {
    id: "POP-01",
    title: "New hires",
    populations: ["background-check-dues", "agreement-dues"],
    tables: ["employment"],
    lacks: null,
  },
  { id: "POP-02", title: "Leavers", populations: ["leavers", "leaver-accounts"], tables: [], lacks: null },
  { id: "POP-03", title: "Role changes", populations: ["movers"], tables: ["position"], lacks: null },
  {
    id: "POP-04",
    title: "Contractors",
    populations: ["training-dues"],
    tables: ["employment"],
    lacks: "The population lists everybody at work, contractors among them: filter the table by type of worker.",
  },
  {
    id: "POP-05",
    title: "Users of each system with their role",
    populations: ["account-mfa"],
    tables: ["account", "access_grant"],
    lacks:
      "The population lists people's accounts of identity providers, cloud consoles, source control and databases: other systems, and all roles, are in the tables alone.",
  },
  {
    id: "POP-06",
    title: "Administrators",
    populations: ["privileged-grants", "root-identities"],
    tables: ["access_grant"],
    lacks: null,
  },
  {
    id: "POP-07",
    title: "Service accounts and keys",
    populations: ["service-accounts", "credential-states"],
    tables: ["credential", "account"],
    lacks: null,
  },
  {
    id: "POP-08",
    title: "Access requests",
    populations: ["grants"],
    tables: ["ticket"],
    lacks: "The population lists what was granted: requests that were refused or are open are in the tickets alone.",
  },
  {
    id: "POP-09",
    title: "Production changes",
    populations: ["changes", "deployments", "database-changes"],
    tables: [],
    lacks: null,
  },
  { id: "POP-10", title: "Emergency changes", populations: ["emergency-changes"], tables: [], lacks: null },
  {
    id: "POP-11",
    title: "Changes of rulesets and pipelines",
    populations: ["repository-protection", "cloud-writes"],
    tables: ["protection_bypass", "config_change"],
    lacks:
      "Changes of pipelines that are kept in a repository are among POP-09; settings kept elsewhere are not listed.",
  },
  {
    id: "POP-12",
    title: "Infrastructure resources by type",
    populations: [
      "asset-inventory",
      "environments",
      "storage-encryption",
      "public-exposure",
      "ingress-rules",
      "transport-settings",
      "encryption-keys",
      "log-sources",
    ],
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
    populations: ["vulnerabilities", "vulnerability-scans"],
    tables: [],
    lacks: null,
  },
  { id: "POP-15", title: "Security alerts", populations: ["alerts"], tables: [], lacks: null },
  { id: "POP-16", title: "Incidents", populations: ["incidents", "reviewed-incidents"], tables: [], lacks: null },
  {
    id: "POP-17",
    title: "Backups and restore tests",
    populations: ["backup-days", "restore-tests"],
    tables: ["backup_run"],
    lacks: null,
  },
  {
    id: "POP-18",
    title: "Vendor reviews",
    populations: ["critical-vendors", "new-vendors"],
    tables: [],
    lacks: "Reviews of vendors that were neither critical nor new in the period are not among them.",
  },
  {
    id: "POP-19",
    title: "Deletions of customer data",
    populations: ["customer-deletions"],
    tables: [],
    lacks: null,
  },
  {
    id: "POP-20",
    title: "Training and acknowledgement of policies",
    populations: ["training-dues", "acknowledgement-dues"],
    tables: ["training_completion"],
    lacks: null,
  },
];
