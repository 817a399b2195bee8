import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const MEDIA: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const PAGE = "/index.html";
const NONCE = "__CSP_NONCE__";
/** Smaller files cost more to unpack than to send. */
const PACKED_FROM_BYTES = 1_024;

interface WebFile {
  readonly media: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly packed: Uint8Array<ArrayBuffer> | undefined;
}

/** The web application as this server hands it out: read once, held in memory, every page the same file. */
export class WebFiles {
  readonly #files: ReadonlyMap<string, WebFile>;

  private constructor(files: ReadonlyMap<string, WebFile>) {
    this.#files = files;
  }

  /** Reads what the build made; where it made nothing, every address is one that is not there. */
  static async read(folder: string): Promise<WebFiles> {
    if (!existsSync(folder)) return new WebFiles(new Map());
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async ({ parentPath, name }) => {
          const path = `/${relative(folder, join(parentPath, name)).split(sep).join("/")}`;
          return [path, await webFile(join(parentPath, name))] as const;
        }),
    );
    return new WebFiles(new Map(files));
  }

  answer(request: Request): Response {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response("only GET\n", { status: 405, headers: { allow: "GET, HEAD" } });
    }
    const { pathname } = new URL(request.url);
    const file = this.#files.get(pathname);
    if (file === undefined || pathname === PAGE) return this.#page(pathname, request);
    const isPacked = file.packed !== undefined && /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
    return new Response(request.method === "HEAD" ? null : isPacked ? file.packed : file.bytes, {
      headers: {
        ...SAFE_HEADERS,
        "content-type": file.media,
        vary: "accept-encoding",
        // The build puts a digest of the content into the name of everything below assets.
        "cache-control": pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        ...(isPacked ? { "content-encoding": "gzip" } : {}),
      },
    });
  }

  /** Any other address is a page of the application, which finds out itself whether there is one. */
  #page(pathname: string, request: Request): Response {
    const page = this.#files.get(PAGE);
    const isFile = extname(pathname) !== "" && pathname !== PAGE;
    if (page === undefined || isFile) return new Response("not found\n", { status: 404, headers: SAFE_HEADERS });
    const nonce = randomBytes(16).toString("base64");
    const text = Buffer.from(page.bytes).toString("utf8").replaceAll(NONCE, nonce);
    return new Response(request.method === "HEAD" ? null : text, {
      headers: {
        ...SAFE_HEADERS,
        "content-type": page.media,
        "cache-control": "no-store",
        "content-security-policy": policyWith(nonce),
      },
    });
  }
}

const SAFE_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const;

function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // Places and sizes of marks stand at the elements themselves; a style cannot run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

async function webFile(path: string): Promise<WebFile> {
  const bytes = Uint8Array.from(await readFile(path));
  const media = MEDIA[extname(path)] ?? "application/octet-stream";
  const isText = /^text\/|json|svg/.test(media);
  const packed = isText && bytes.length >= PACKED_FROM_BYTES ? Uint8Array.from(await gzipped(bytes)) : undefined;
  return { media, bytes, packed };
}

const gzipped = promisify(gzip);
