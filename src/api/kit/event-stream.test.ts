import { describe, expect, it } from "vitest";
import { eventStream } from "./event-stream.js";
import type { StreamedEvent } from "./route.js";

/** A stream of which a test tells the events and turns the clock. */
function world(mayStill: () => Promise<boolean> = async () => true) {
  const stopping = new AbortController();
  const state = { tell: (_: StreamedEvent): void => undefined, beat: (): void => undefined, followed: 0, beating: 0 };
  const stream = eventStream(
    (tell) => {
      state.tell = tell;
      state.followed += 1;
      return () => {
        state.followed -= 1;
      };
    },
    {
      every(_, act) {
        state.beat = act;
        state.beating += 1;
        return () => {
          state.beating -= 1;
        };
      },
      mayStill,
      ends: stopping.signal,
    },
  );
  const reader = stream.getReader();
  const next = async () => {
    const { value } = await reader.read();
    return value === undefined ? undefined : new TextDecoder().decode(value);
  };
  return { state, stopping, reader, next };
}

describe("a stream of events", () => {
  it("frames events, ids where they have one, and says at every heartbeat that it is still there", async () => {
    const { state, next, reader } = world();
    expect(await next()).toBe("retry: 2000\n\n");
    state.tell({ event: "run", data: { text: "two\nlines" } });
    state.tell({ id: "7", event: "run", data: 1 });
    state.beat();
    expect([await next(), await next(), await next()]).toEqual([
      'event: run\ndata: {"text":"two\\nlines"}\n\n',
      "id: 7\nevent: run\ndata: 1\n\n",
      ": still here\n\n",
    ]);
    await reader.cancel();
    expect([state.followed, state.beating]).toEqual([0, 0]);
  });

  it("ends when whoever listens may no longer, saying so, and tells nothing after that", async () => {
    const { state, next } = world(async () => false);
    await next();
    state.beat();
    expect(await next()).toBe('event: end\ndata: "signed-out"\n\n');
    expect(await next()).toBeUndefined();
    state.tell({ event: "run", data: 1 });
    expect([state.followed, state.beating]).toEqual([0, 0]);
  });

  it("ends when nobody can say whether they may, and when the server stops", async () => {
    const blind = world(() => Promise.reject(new Error("gone")));
    await blind.next();
    blind.state.beat();
    expect([await blind.next(), blind.state.followed]).toEqual([undefined, 0]);
    const stopped = world();
    await stopped.next();
    stopped.stopping.abort();
    expect([await stopped.next(), stopped.state.followed]).toEqual([undefined, 0]);
  });

  it("lets go of a listener that does not read", () => {
    const { state } = world();
    for (let n = 0; n < 3_000; n += 1) state.tell({ event: "run", data: n });
    expect([state.followed, state.beating]).toEqual([0, 0]);
  });
});
