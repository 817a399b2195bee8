import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { AppError } from "../../../base/app-error.js";
import { isLoopback } from "../../../base/loopback.js";
import type { HttpAnswer, HttpRequest, SendHttp } from "./contract.js";

/**
 * Sends one request over the network, straight to the host of its address: no redirect, proxy, cookie, cache or
 * compression. Messages name the host and never the path, the headers or the body.
 */
export const sendHttp: SendHttp = async (request) => {
  const url = addressOf(request);
  const deadline = AbortSignal.timeout(request.limits.milliseconds);
  const { signal } = request;
  if (signal !== undefined) refuseAborted(signal);
  try {
    return await exchange(request, {
      url,
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (signal !== undefined) refuseAborted(signal);
    const milliseconds = request.limits.milliseconds;
    throw failed(url, deadline.aborted ? `gave no whole answer within ${milliseconds} ms` : reasonOf(cause), cause);
  }
};

function addressOf({ url: text }: HttpRequest): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))) {
    return url;
  }
  throw new AppError({
    code: "bad-config",
    message: `${url === undefined ? "an address" : `the address of ${url.host}`} is neither https nor on this machine`,
    fix: "Give an address that starts with https://; http:// is for this machine only.",
  });
}

function exchange(
  { method, headers = {}, body, limits }: HttpRequest,
  { url, signal }: { readonly url: URL; readonly signal: AbortSignal },
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(body.length) };
    const options = { method, signal, headers: { "accept-encoding": "identity", ...headers, ...length }, agent: false };
    const open = url.protocol === "https:" ? requestHttps : requestHttp;
    const sent = open(url, options, (answer) => {
      readBody(answer, limits.bytes).then(
        (bytes) => resolve({ status: answer.statusCode ?? 0, headers: plainHeaders(answer.headers), body: bytes }),
        (error: unknown) => {
          sent.destroy();
          reject(error instanceof TooLong ? tooLong(url, limits.bytes) : error);
        },
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

class TooLong extends Error {}

async function readBody(answer: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  if (Number(answer.headers["content-length"] ?? 0) > bytesMax) throw new TooLong();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > bytesMax) throw new TooLong();
    pieces.push(piece);
  }
  if (!answer.complete) throw new Error("the answer was cut off");
  return Buffer.concat(pieces);
}

function plainHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

function refuseAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new AppError({ code: "cancelled", message: "stopped on request", fix: "Start again when you are ready." });
}

/** The code of a network error, such as ECONNREFUSED: its message may hold more than a host. */
function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "no code";
  return `could not be reached or broke off (${code})`;
}

function failed(url: URL, what: string, cause: unknown): AppError {
  return new AppError({
    code: "source-failed",
    message: `${url.host} ${what}`,
    fix: "Check that this machine may reach it, then try again.",
    cause,
  });
}

function tooLong(url: URL, bytes: number): AppError {
  return new AppError({
    code: "limit-reached",
    message: `${url.host} answered with more than ${bytes} bytes`,
    fix: "Check the address: what is asked there gives short answers.",
  });
}
