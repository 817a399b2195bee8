import { describe, expect, it } from "vitest";
import { type ReadFile, readFixture } from "../../src/connectors/exports/fixture.js";
import { realTrails, TRAIL_FOLDER, type TrailDataset, type TrailEvent } from "../fakes/real-input.js";

const READS = /^(Get|List|Describe|BatchGet)/;
const trails = await realTrails();
const named = (name: string) => trails.find((trail) => trail.name === name);

/** What must become a row: nothing that only read, nothing that was refused, and no sign-in. */
function isWrite({ eventName, readOnly, errorCode }: TrailEvent): boolean {
  if (errorCode !== undefined || eventName === "ConsoleLogin") return false;
  return readOnly === undefined ? !READS.test(eventName) : String(readOnly) === "false";
}

async function readAll({ events, files }: TrailDataset): Promise<readonly ReadFile[]> {
  const accounts = [...new Set(events.flatMap(({ recipientAccountId }) => recipientAccountId ?? []))];
  const entry = { cloud_account: accounts, covers: { from: "2020-01-01", to: "2024-12-31" } };
  return Promise.all(Object.entries(files).map(([key, body]) => readFixture("cloudtrail", body, { entry, key })));
}

function countsOf(rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]) {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const key = columns.map((column) => String(row[column])).join("/");
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort());
}

/** Where the events are not there, the test says so, and checks only that they are not. */
async function onTrail(name: string, check: (trail: TrailDataset) => Promise<void>): Promise<void> {
  const trail = named(name);
  if (trail !== undefined) return check(trail);
  console.log(`NOT TESTED: there are no real CloudTrail events ${name} in ${TRAIL_FOLDER}`);
  expect(trails).toEqual([]);
}

describe("real CloudTrail events, packed as AWS delivers them", () => {
  it.each(["stratus-red-team", "otrf-s3-exfiltration"])("%s: every event is kept, none rejected", (name) =>
    onTrail(name, async (trail) => {
      const files = await readAll(trail);
      expect(files.flatMap(({ rejects }) => rejects)).toEqual([]);
      expect(files.reduce((sum, { kept }) => sum + kept, 0)).toBe(trail.events.length);
      expect(files.flatMap(({ coverage }) => coverage).filter((row) => row.is_complete !== true)).toEqual([]);
    }),
  );

  it.each(["stratus-red-team", "otrf-s3-exfiltration"])("%s: exactly the writes that succeeded become rows", (name) =>
    onTrail(name, async (trail) => {
      const rows = (await readAll(trail)).flatMap((file) => file.rows("config_change"));
      const ids = rows.map(({ id }) => String(id)).sort();
      expect(ids).toEqual(
        trail.events
          .filter(isWrite)
          .map(({ eventID }) => eventID)
          .sort(),
      );
      const times = new Map(trail.events.map((event) => [event.eventID, event.eventTime ?? event["@timestamp"] ?? ""]));
      expect(rows.filter(({ id, at }) => at !== Date.parse(times.get(String(id)) ?? ""))).toEqual([]);
    }),
  );

  it("stratus-red-team: who acted, and through what", () =>
    onTrail("stratus-red-team", async (trail) => {
      const files = await readAll(trail);
      const rows = files.flatMap((file) => file.rows("config_change"));
      expect(countsOf(rows, ["actor_kind", "channel", "channel_basis"])).toEqual({
        "unknown/api/user_agent": 1,
        "unknown/unknown/none": 44,
      });
      expect(countsOf(rows, ["is_configuration"])).toEqual({ false: 17, true: 28 });
      expect(
        countsOf(
          files.flatMap(({ skipped }) => skipped).map((why) => ({ why })),
          ["why"],
        ),
      ).toEqual({
        read: 212,
        refused: 52,
        "sign-in": 1,
      });
    }));

  it("otrf-s3-exfiltration: who acted, and through what", () =>
    onTrail("otrf-s3-exfiltration", async (trail) => {
      const files = await readAll(trail);
      const rows = files.flatMap((file) => file.rows("config_change"));
      expect(countsOf(rows, ["action", "actor_kind", "channel", "is_configuration"])).toEqual({
        "AssumeRole/service/service/false": 5,
      });
      expect(
        countsOf(
          files.flatMap(({ skipped }) => skipped).map((why) => ({ why })),
          ["why"],
        ),
      ).toEqual({ read: 98 });
    }));
});
