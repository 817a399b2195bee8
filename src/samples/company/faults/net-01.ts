import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { resourceId } from "../areas/cloud.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { settingUnseen, settingWas } from "./settings.js";

const ATTRIBUTE = "public_access.effective";

/** Ways in which something stands open to everybody. */
export const net01Faults: readonly Fault[] = faultsOf("NET-01", [
  ...[
    { id: "an-hour", ms: HOUR_MS },
    { id: "nine-hours", ms: 9 * HOUR_MS },
    { id: "a-month", ms: 33 * DAY_MS },
  ].map(({ id, ms }) => ({
    attribute: "A",
    id: `bucket-${id}`,
    title: "A bucket was opened in the console and closed again",
    plant: opened(bucketAt, ms),
  })),
  {
    attribute: "A",
    id: "database",
    title: "The production database was reachable from everywhere for a day",
    plant: opened(() => DATABASE, DAY_MS),
  },
  {
    attribute: "A",
    id: "snapshot",
    title: "A snapshot was shared with everybody for a week",
    plant: opened(snapshotAt, 7 * DAY_MS),
  },
  {
    attribute: "A",
    id: "approved-too-late",
    title: "A bucket was public; its exception was approved two days after it had been opened",
    plant: (rows, world, at) => {
      const thing = bucketAt(at);
      const from = startOf(world, at);
      settingWas(
        rows,
        { resource: thing.resource, attribute: ATTRIBUTE },
        { value: "true", from, to: from + 5 * DAY_MS },
      );
      addRows(
        rows,
        "approved_exception",
        exception(thing.resource, { from, approvedAt: from + 2 * DAY_MS, to: from + 5 * DAY_MS }),
      );
      return found("NET-01", "A", thing.label, "unauthorised");
    },
  },
  {
    attribute: "A",
    id: "exception-ran-out",
    title: "A public bucket outlived its approved exception by a day",
    plant: (rows, world, at) => {
      const thing = bucketAt(at);
      const from = startOf(world, at);
      settingWas(
        rows,
        { resource: thing.resource, attribute: ATTRIBUTE },
        { value: "true", from, to: from + 6 * DAY_MS },
      );
      addRows(
        rows,
        "approved_exception",
        exception(thing.resource, { from: from - DAY_MS, approvedAt: from - DAY_MS, to: from + 5 * DAY_MS }),
      );
      return found("NET-01", "A", thing.label, "unauthorised");
    },
  },
  {
    attribute: "A",
    id: "unseen",
    title: "Nobody recorded for three days whether a bucket was public",
    plant: (rows, world, at) => {
      const thing = bucketAt(at);
      const from = startOf(world, at);
      settingUnseen(rows, { resource: thing.resource, attribute: ATTRIBUTE }, { from, to: from + 3 * DAY_MS });
      return open("NET-01", "A", thing.label, "gap");
    },
  },
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
  return period.start + (10 + at) * DAY_MS + 17 * HOUR_MS + 3 * MINUTE_MS;
}

function opened(thingAt: (at: number) => Thing, ms: number): Fault["plant"] {
  return (rows: CompanyRows, world: CompanyWorld, at: number) => {
    const { resource, label } = thingAt(at);
    const from = startOf(world, at);
    settingWas(rows, { resource, attribute: ATTRIBUTE }, { value: "true", from, to: from + ms });
    return found("NET-01", "A", label, "unauthorised");
  };
}

function exception(
  subject: string,
  { from, approvedAt, to }: { from: number; approvedAt: number; to: number },
): TableRow<"approved_exception"> {
  return {
    id: `exception ${subject}`,
    kind: "public",
    subject,
    owner: "E-1003",
    approved_at: approvedAt,
    from_at: from,
    to_at: to,
  };
}
