import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { resourceId } from "../areas/cloud.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { settingUnseen, settingWas } from "./settings.js";

const ATTRIBUTE = "encryption.kind";

/** Ways in which data lies unencrypted, or under weaker keys than promised. */
export const enc01Faults: readonly Fault[] = faultsOf("ENC-01", [
  ...[
    { id: "nine-days", ms: 9 * DAY_MS },
    { id: "two-hours", ms: 2 * HOUR_MS },
    { id: "five-weeks", ms: 35 * DAY_MS },
  ].map(({ id, ms }) => ({
    attribute: "A",
    id: `off-${id}`,
    title: "Encryption of a bucket was switched off for a while",
    plant: was(bucketAt, { value: "none", ms }, (label) => found("ENC-01", "A", label, "not-performed")),
  })),
  {
    attribute: "A",
    id: "database-never",
    title: "A database was created without encryption",
    plant: (rows, world, at) => {
      const name = `reporting-${at}`;
      const created = startOf(world, at);
      newStore(rows, world, { type: "AWS::RDS::DBInstance", name, created, value: "none" });
      return [...found("ENC-01", "A", `database ${name}`, "not-performed"), ...transitUnseen(name)];
    },
  },
  {
    attribute: "A",
    id: "bucket-weeks-old",
    title: "A bucket was created unencrypted and left so to the end of the period",
    plant: (rows, world, at) => {
      const name = `upload-${at}`;
      newStore(rows, world, { type: "AWS::S3::Bucket", name, created: startOf(world, at), value: "none" });
      return found("ENC-01", "A", `bucket ${name}`, "not-performed");
    },
  },
  {
    attribute: "A",
    id: "unseen",
    title: "Nobody recorded a bucket's encryption for four days",
    plant: (rows, world, at) => {
      const { resource, label } = bucketAt(at);
      const from = startOf(world, at);
      settingUnseen(rows, { resource, attribute: ATTRIBUTE }, { from, to: from + 4 * DAY_MS });
      return open("ENC-01", "A B", label, "gap");
    },
  },
  ...[
    { id: "provider-week", value: "managed", ms: 7 * DAY_MS },
    { id: "managed-day", value: "managed", ms: DAY_MS },
    { id: "managed-month", value: "managed", ms: 40 * DAY_MS },
  ].map(({ id, value, ms }) => ({
    attribute: "B",
    id,
    title: "A bucket was encrypted with keys of the provider instead of the customer's own",
    plant: was(bucketAt, { value, ms }, (label) => found("ENC-01", "B", label, "wrong-result")),
  })),
  {
    attribute: "B",
    id: "database-managed",
    title: "The production database was moved to keys of the provider",
    plant: was(
      () => DATABASE,
      { value: "managed", ms: 3 * DAY_MS },
      (label) => found("ENC-01", "B", label, "wrong-result"),
    ),
  },
  {
    attribute: "B",
    id: "new-database-managed",
    title: "A database was created with keys of the provider",
    plant: (rows, world, at) => {
      const name = `analytics-${at}`;
      newStore(rows, world, { type: "AWS::RDS::DBInstance", name, created: startOf(world, at), value: "managed" });
      return [...found("ENC-01", "B", `database ${name}`, "wrong-result"), ...transitUnseen(name)];
    },
  },
  ...[
    { id: "plain-week", value: "none", ms: 7 * DAY_MS },
    { id: "plain-day", value: "none", ms: DAY_MS },
    { id: "managed-week", value: "managed", ms: 7 * DAY_MS },
  ].map(({ id, value, ms }) => ({
    attribute: "C",
    id,
    title: "A snapshot was less protected than what it is a copy of",
    plant: was(snapshotAt, { value, ms }, (label) => found("ENC-01", "C", label, "not-performed")),
  })),
  ...[
    { id: "new-plain", value: "none" },
    { id: "new-managed", value: "managed" },
  ].map(({ id, value }) => ({
    attribute: "C",
    id,
    title: "A snapshot was taken without the promised encryption",
    plant: ((rows, world, at) => {
      const name = `by-hand-${at}`;
      newStore(rows, world, { type: "AWS::RDS::DBSnapshot", name, created: startOf(world, at), value });
      return found("ENC-01", "C", `snapshot ${name}`, "not-performed");
    }) satisfies Fault["plant"],
  })),
]);

interface Thing {
  readonly resource: string;
  readonly label: string;
}

const DATABASE: Thing = { resource: resourceId("AWS::RDS::DBInstance", "main-db"), label: "database main-db" };

function bucketAt(at: number): Thing {
  const name = `bucket-${at + 1}`;
  return { resource: resourceId("AWS::S3::Bucket", name), label: `bucket ${name}` };
}

function snapshotAt(at: number): Thing {
  const name = nth(["main-db-spring", "main-db-autumn", "main-db-winter"], at);
  return { resource: resourceId("AWS::RDS::DBSnapshot", name), label: `snapshot ${name}` };
}

function startOf({ period }: CompanyWorld, at: number): number {
  return period.start + (8 + at) * DAY_MS + 11 * HOUR_MS;
}

function was(
  thingAt: (at: number) => Thing,
  { value, ms }: { value: string; ms: number },
  outcomes: (label: string) => readonly ExpectedOutcome[],
): Fault["plant"] {
  return (rows, world, at) => {
    const { resource, label } = thingAt(at);
    const from = startOf(world, at);
    settingWas(rows, { resource, attribute: ATTRIBUTE }, { value, from, to: from + ms });
    return outcomes(label);
  };
}

/** A store that came in the period, private, with the encryption it was given. */
function newStore(
  rows: CompanyRows,
  { plan, covered }: CompanyWorld,
  { type, name, created, value }: { type: string; name: string; created: number; value: string },
): void {
  const id = resourceId(type, name);
  addRows(rows, "cloud_resource", {
    id,
    account_ref: plan.cloudAccount,
    type,
    name,
    created_at: created,
    deleted_at: null,
    is_production: true,
    has_customer_data: null,
  });
  const base = { resource_id: id, from_at: created, to_lo: null, to_hi: null, seen_at: covered.end, changed_by: null };
  addRows(
    rows,
    "resource_config",
    { ...base, id: `${id} enc`, attribute: ATTRIBUTE, value },
    { ...base, id: `${id} public`, attribute: "public_access.effective", value: "false" },
  );
}

/** Nothing records how a database made by a fault is reached: whether that is encrypted stays open. */
function transitUnseen(database: string): ReturnType<Fault["plant"]> {
  return open("ENC-02", "A B", `database ${database}`, "gap");
}
