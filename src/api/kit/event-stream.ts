import type { StreamedEvent, Subscription } from "./route.js";

/** What ends a stream of events. */
export interface StreamGuard {
  /** Calls every so many milliseconds until the returned function is called. */
  every(milliseconds: number, act: () => void): () => void;
  /** Whether whoever listens may still. */
  mayStill(): Promise<boolean>;
  readonly ends: AbortSignal;
}

/** Proxies and browsers take a connection on which nothing comes for dead; so does a listener that went away show. */
export const HEARTBEAT_MS = 15_000;
/** A listener that takes so many events too slowly is let go: it asks again from the last one it has seen. */
const UNREAD_MAX = 1_000;

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) as bytes. At every heartbeat it is
 * looked whether whoever listens may still; when they may not, a last event `end` says so.
 */
export function eventStream(subscribe: Subscription, guard: StreamGuard): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = (): void => undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let isOver = false;
      const send = (text: string) => {
        if (isOver) return;
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -UNREAD_MAX) finish();
      };
      const finish = () => {
        if (isOver) return;
        end();
        controller.close();
      };
      const stop = subscribe((event) => send(framed(event)));
      const rest = guard.every(HEARTBEAT_MS, () => {
        guard.mayStill().then(
          (may) => {
            if (may) return send(": still here\n\n");
            send(framed({ event: "end", data: "signed-out" }));
            finish();
          },
          // Whether they may cannot be seen now; they ask again, and then it is looked anew.
          () => finish(),
        );
      });
      end = () => {
        isOver = true;
        stop();
        rest();
        guard.ends.removeEventListener("abort", finish);
      };
      guard.ends.addEventListener("abort", finish);
      // The first bytes tell the listener that it is connected; a reader that lost us waits so long.
      send("retry: 2000\n\n");
      if (guard.ends.aborted) finish();
    },
    cancel: () => end(),
  });
}

/** JSON has no line breaks of its own, so one line holds it. */
function framed({ id, event, data }: StreamedEvent): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
