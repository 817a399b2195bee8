import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

/** Real CloudTrail events may lie beside the project; they are not part of it. */
export const TRAIL_FOLDER = resolve("../shared/real/cloudtrail");
const EVENTS_PER_FILE = 40;

export interface TrailEvent {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventTime?: string;
  readonly "@timestamp"?: string;
  readonly recipientAccountId?: string;
  readonly readOnly?: boolean | string;
  readonly errorCode?: string;
}

export interface TrailDataset {
  readonly name: string;
  readonly events: readonly TrailEvent[];
  /** As AWS delivers them: gzipped `{"Records": [...]}`, by path. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** The events that lie beside the project, by dataset; none when they are not there. */
export async function realTrails(): Promise<readonly TrailDataset[]> {
  if (!existsSync(TRAIL_FOLDER)) return [];
  const names = (await readdir(TRAIL_FOLDER)).filter((name) => name.endsWith(".ndjson")).sort();
  return Promise.all(names.map(async (name) => dataset(name.slice(0, -7), await readFile(join(TRAIL_FOLDER, name)))));
}

function dataset(name: string, bytes: Buffer): TrailDataset {
  const events = bytes
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): TrailEvent => {
      const value = JSON.parse(line);
      return value.event ?? value;
    });
  const files: Record<string, Uint8Array> = {};
  for (let at = 0; at < events.length; at += EVENTS_PER_FILE) {
    const path = `AWSLogs/${name}/CloudTrail_${String(at).padStart(4, "0")}.json.gz`;
    files[path] = gzipSync(JSON.stringify({ Records: events.slice(at, at + EVENTS_PER_FILE) }));
  }
  return { name, events, files };
}

export interface Delivery {
  readonly event: string;
  readonly payload: {
    readonly action?: string;
    readonly repository?: { readonly full_name?: string };
    readonly [key: string]: unknown;
  };
}

const require = createRequire(import.meta.url);

/** Webhook deliveries that GitHub made and people captured. */
export function realDeliveries(): readonly Delivery[] {
  const index: readonly { name: string; examples: readonly Delivery["payload"][] }[] =
    require("@octokit/webhooks-examples");
  return index.flatMap(({ name, examples }) => examples.map((payload) => ({ event: name, payload })));
}

export interface RecordedExchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly response: unknown;
  readonly [key: string]: unknown;
}

/** Exchanges with the GitHub API that somebody recorded, by scenario. */
export function recordedExchanges(scenario: string): readonly RecordedExchange[] {
  return require(`@octokit/fixtures/scenarios/api.github.com/${scenario}/normalized-fixture.json`);
}
