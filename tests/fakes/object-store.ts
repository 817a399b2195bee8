import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Bucket, Refusal, type StoredVersion } from "./object-store-bucket.js";

/**
 * What goes wrong with the next request: an error instead of doing it, the connection cut before or after doing it
 * (`lost`), no answer at all, half a body, the facts of another version, or a listing that says there is more and not where.
 */
export type StoreFault =
  | "503"
  | "501"
  | "500"
  | "409"
  | "cut"
  | "lost"
  | "stall"
  | "half"
  | "other-version"
  | "no-marker";

/** An S3 store on this machine, in memory, one bucket, written from Amazon's API reference and Object Lock rules. */
export interface ObjectStore {
  readonly endpoint: string;
  readonly bucket: Bucket;
  /** Requests so far, as `METHOD key`. */
  readonly asked: string[];
  /** Faults by method, each used once, in order. */
  readonly faults: Map<string, StoreFault[]>;
  /** What the store believes the time is. */
  now: () => number;
  /** Answers nothing any more. */
  close(): Promise<void>;
}

const SKEW_MS = 15 * 60 * 1_000;

export async function objectStore({
  hasVersions = true,
  hasObjectLock = true,
  pageSize = 1_000,
}: {
  readonly hasVersions?: boolean;
  readonly hasObjectLock?: boolean;
  readonly pageSize?: number;
} = {}): Promise<ObjectStore> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const store: ObjectStore = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bucket: new Bucket("evidence-copies", { hasVersions, hasObjectLock, now: () => store.now() }),
    asked: [],
    faults: new Map(),
    now: Date.now,
    close: () => closed(server),
  };
  server.on("request", (request, response) => void answer(request, response, { store, pageSize }));
  return store;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

interface Turn {
  readonly store: ObjectStore;
  readonly pageSize: number;
}

interface Asked {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

async function answer(request: IncomingMessage, response: ServerResponse, turn: Turn): Promise<void> {
  const { store } = turn;
  const body = await bodyOf(request).catch(() => undefined);
  if (body === undefined) return;
  const url = new URL(request.url ?? "/", store.endpoint);
  const [, bucket = "", ...rest] = url.pathname.split("/").map(decodeURIComponent);
  const { method = "GET", headers } = request;
  const asked: Asked = { method, key: rest.join("/"), query: url.searchParams, headers, body };
  store.asked.push(`${method} ${asked.key}`);
  const fault = store.faults.get(method)?.shift();
  if (fault === "stall") return;
  if (fault === "cut") return void request.socket.destroy();
  const result = fault === undefined || !/^\d/.test(fault) ? tried(() => carryOut(asked, bucket, turn)) : busy(fault);
  if (fault === "lost") return void request.socket.destroy();
  const told =
    fault === "other-version" ? withOtherVersion(result) : fault === "no-marker" ? withoutMarker(result) : result;
  send(response, told, { isHead: method === "HEAD", isHalf: fault === "half" });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function busy(fault: string): Answer {
  const code =
    { "503": "SlowDown", "501": "NotImplemented", "500": "InternalError", "409": "ConditionalRequestConflict" }[
      fault
    ] ?? "InternalError";
  return refused(new Refusal(Number(fault), code));
}

function tried(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

function refused({ status, code, message }: Refusal): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}

function withOtherVersion(result: Answer): Answer {
  return { ...result, headers: { ...result.headers, "x-amz-version-id": "another-version" } };
}

function withoutMarker(result: Answer): Answer {
  return { ...result, body: String(result.body).replaceAll(/<Next\w+Marker>[^<]*<\/Next\w+Marker>/g, "") };
}

function carryOut(asked: Asked, bucketName: string, { store, pageSize }: Turn): Answer {
  const { method, key, query, headers } = asked;
  const { bucket } = store;
  if (!/^AWS4-HMAC-SHA256 Credential=\w+/.test(headers.authorization ?? "")) throw new Refusal(403, "AccessDenied");
  if (Math.abs(signedAt(headers) - store.now()) > SKEW_MS) throw new Refusal(403, "RequestTimeTooSkewed");
  if (bucketName !== bucket.name) throw new Refusal(404, "NoSuchBucket");
  if (bucket.isDenied) throw new Refusal(403, "AccessDenied");
  if (key === "" && query.has("versions")) return listing(bucket, query, pageSize);
  if (method === "PUT" && query.has("retention")) return retention(asked, bucket);
  if (method === "PUT") return put(asked, bucket);
  if (method === "DELETE") return remove(asked, bucket);
  if (method === "GET" || method === "HEAD") return get(asked, bucket);
  throw new Refusal(405, "MethodNotAllowed");
}

function signedAt(headers: IncomingMessage["headers"]): number {
  const [, y, m, d, hh, mm, ss] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers["x-amz-date"])) ?? [];
  return Date.parse(`${y}-${m}-${d}T${hh}:${mm}:${ss}Z`);
}

function put({ key, headers, body }: Asked, bucket: Bucket): Answer {
  const digest = createHash("sha256").update(body).digest("base64");
  const said = headers["x-amz-checksum-sha256"];
  if (said !== undefined && said !== digest) throw new Refusal(400, "BadDigest");
  const mode = headers["x-amz-object-lock-mode"];
  const until = headers["x-amz-object-lock-retain-until-date"];
  if ((mode === undefined) !== (until === undefined)) throw new Refusal(400, "InvalidArgument");
  // Locked objects must come with a checksum or Content-MD5.
  if (mode !== undefined && said === undefined) throw new Refusal(400, "InvalidRequest");
  const condition = headers["if-none-match"];
  if (condition !== undefined && condition !== "*") throw new Refusal(501, "NotImplemented");
  const lock = mode === undefined ? undefined : { mode: String(mode), until: Date.parse(String(until)) };
  const stored = bucket.put(key, body, {
    isNew: condition === "*",
    ...(lock === undefined ? {} : { lock }),
    ...(said === undefined ? {} : { sha256: String(said) }),
  });
  return { status: 200, headers: versionHeaders(stored) };
}

function get({ method, key, query, headers, body: _ }: Asked, bucket: Bucket): Answer {
  const version = bucket.find(key, query.get("versionId") ?? undefined);
  const isNamed = query.has("versionId");
  if (version === undefined) throw new Refusal(404, isNamed ? "NoSuchVersion" : "NoSuchKey");
  if (version.isDeleteMarker) throw new Refusal(isNamed ? 405 : 404, isNamed ? "MethodNotAllowed" : "NoSuchKey");
  const { lock, sha256, bytes } = version;
  const isChecked = headers["x-amz-checksum-mode"] === "ENABLED" && sha256 !== undefined;
  return {
    status: 200,
    headers: {
      ...versionHeaders(version),
      "content-length": String(bytes.length),
      ...(isChecked ? { "x-amz-checksum-sha256": sha256 } : {}),
      ...(lock === undefined
        ? {}
        : {
            "x-amz-object-lock-mode": lock.mode,
            "x-amz-object-lock-retain-until-date": new Date(lock.until).toISOString(),
          }),
    },
    body: method === "HEAD" ? "" : bytes,
  };
}

function remove({ key, query, headers }: Asked, bucket: Bucket): Answer {
  const isBypassed = headers["x-amz-bypass-governance-retention"] === "true";
  const versionId = query.get("versionId");
  if (versionId !== null) {
    bucket.deleteVersion(key, versionId, { isBypassed });
    return { status: 204 };
  }
  return { status: 204, headers: { ...versionHeaders(bucket.hide(key)), "x-amz-delete-marker": "true" } };
}

function retention({ key, query, headers, body }: Asked, bucket: Bucket): Answer {
  const text = body.toString();
  const [, mode] = /<Mode>(\w+)<\/Mode>/.exec(text) ?? [];
  const [, until] = /<RetainUntilDate>([^<]+)<\/RetainUntilDate>/.exec(text) ?? [];
  const isBypassed = headers["x-amz-bypass-governance-retention"] === "true";
  const lock = mode === undefined || until === undefined ? undefined : { mode, until: Date.parse(until) };
  bucket.retain(key, query.get("versionId") ?? undefined, { lock, isBypassed });
  return { status: 200 };
}

function listing(bucket: Bucket, query: URLSearchParams, pageSize: number): Answer {
  const all = bucket.list(query.get("prefix") ?? "");
  const [keyMarker, versionMarker] = [query.get("key-marker"), query.get("version-id-marker")];
  const after = all.findIndex(({ key, versionId }) => key === keyMarker && versionId === versionMarker) + 1;
  const page = all.slice(after, after + pageSize);
  const last = page.at(-1);
  const isTruncated = after + page.length < all.length;
  const entries = page.map((version) => {
    const tag = version.isDeleteMarker ? "DeleteMarker" : "Version";
    const size = version.isDeleteMarker ? "" : `<Size>${version.bytes.length}</Size>`;
    const isLatest = bucket.find(version.key)?.versionId === version.versionId;
    return `<${tag}><Key>${escaped(version.key)}</Key><VersionId>${version.versionId}</VersionId><IsLatest>${isLatest}</IsLatest>${size}</${tag}>`;
  });
  const next =
    isTruncated && last !== undefined
      ? `<NextKeyMarker>${escaped(last.key)}</NextKeyMarker><NextVersionIdMarker>${last.versionId}</NextVersionIdMarker>`
      : "";
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult><IsTruncated>${isTruncated}</IsTruncated>${next}${entries.join("")}</ListVersionsResult>`;
  return { status: 200, headers: { "content-type": "application/xml" }, body };
}

function versionHeaders({ versionId, bytes }: StoredVersion): Record<string, string> {
  const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
  return versionId === "null" ? { etag } : { etag, "x-amz-version-id": versionId };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function send(
  response: ServerResponse,
  { status, headers = {}, body = "" }: Answer,
  { isHead, isHalf }: { readonly isHead: boolean; readonly isHalf: boolean },
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { "content-length": String(bytes.length), ...headers });
  if (isHead) return void response.end();
  if (!isHalf) return void response.end(bytes);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
