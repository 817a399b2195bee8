import { describe, expect, it } from "vitest";
import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { instantOf } from "../../base/instant.js";
import type { AuditRunRow } from "../../store/state/run-store.js";
import { type WorkParts, workOnce } from "./work.js";

const RUN: AuditRunRow = {
  id: "r",
  audit: "a",
  state: "running",
  collects: false,
  requested_by: "u",
  requested_at: "2026-01-01T00:00:00.000Z",
  worker: "w",
  attempts: 1,
  started_at: null,
  beat_at: null,
  ended_at: null,
  as_of: null,
  progress: "",
  report_sha256: null,
  failure_code: null,
  failure_message: null,
  failure_fix: null,
};
const RESULT = { asOf: instantOf(0), reportSha256: sha256("a report"), failedSources: 0 };
const CANCELLED = new AppError({ code: "cancelled", message: "m", fix: "f" });

interface Faked {
  readonly perform: WorkParts["perform"];
  readonly isOurs?: boolean;
  readonly finish?: () => Promise<boolean>;
  readonly beats?: boolean;
  readonly run?: AuditRunRow | undefined;
}

/** A world in which everything that is done is written down. */
function fakes({ perform, isOurs = true, finish, beats = true, ...rest }: Faked) {
  const done: string[] = [];
  const run = "run" in rest ? rest.run : RUN;
  let beat = (): void => undefined;
  const note = (what: string) => async () => {
    done.push(what);
    return isOurs;
  };
  const parts: WorkParts = {
    worker: "w",
    now: () => instantOf(1_000_000),
    ago: (milliseconds) => instantOf(1_000_000 - milliseconds),
    runs: {
      take: async () => run,
      beat: async (_, { progress }) => {
        done.push(`beat ${progress}`);
        return beats;
      },
      finish: finish ?? note("finish"),
      fail: async (_, { failure }) => note(`fail ${failure.code}`)(),
      release: note("release"),
    },
    perform,
    discard: async () => void done.push("discard"),
    every: (_, act) => {
      beat = act;
      return () => done.push("stop beating");
    },
    report: ({ what }) => done.push(`said: ${what}`),
  };
  return { parts, done, beat: () => beat() };
}

describe("a worker", () => {
  it("says that there was nothing to do", async () => {
    const { parts, done } = fakes({ run: undefined, perform: async () => RESULT });
    expect([await workOnce(parts), done]).toEqual([false, []]);
  });

  it("brings a run to its end, saying on the way what it does", async () => {
    const { parts, done, beat } = fakes({
      async perform(_, { progress }) {
        beat();
        progress("testing IAM-03");
        beat();
        return RESULT;
      },
    });
    expect(await workOnce(parts)).toBe(true);
    expect(done).toEqual([
      "said: run begun",
      "beat starting",
      "beat testing IAM-03",
      "finish",
      "said: run done",
      "stop beating",
    ]);
  });

  it("stops when the run is another's by now, and throws away what it made", async () => {
    const { parts, done, beat } = fakes({
      isOurs: false,
      beats: false,
      perform: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(CANCELLED));
          beat();
        }),
    });
    expect(await workOnce(parts)).toBe(true);
    expect(done.slice(2)).toEqual(["release", "said: run lost to another worker", "discard", "stop beating"]);
  });

  it("throws away what it made when it comes too late to say so", async () => {
    const { parts, done } = fakes({ isOurs: false, perform: async () => RESULT });
    await workOnce(parts);
    expect(done.slice(1)).toEqual(["finish", "discard", "said: run lost to another worker", "stop beating"]);
  });

  it("gives a run back that it was told to stop", async () => {
    const { parts, done } = fakes({ perform: async () => Promise.reject(CANCELLED) });
    await workOnce(parts);
    expect(done.slice(1)).toEqual(["release", "said: run given back", "discard", "stop beating"]);
  });

  it.each([
    ["its own code", new AppError({ code: "store-damaged", message: "m", fix: "f" }), "store-damaged"],
    ["nothing of an error that nobody foresaw", new Error("the password is 1234"), "internal"],
  ])("ends a run that cannot be done with %s", async (_, error, code) => {
    const { parts, done } = fakes({ perform: async () => Promise.reject(error) });
    await workOnce(parts);
    expect(done.slice(1)).toEqual([`fail ${code}`, "said: run failed", "discard", "stop beating"]);
  });

  it("keeps what it made when the database does not answer: the end may have been stored", async () => {
    const finish = () => Promise.reject(new Error("connection lost"));
    const { parts, done } = fakes({ finish, perform: async () => RESULT });
    await expect(workOnce(parts)).rejects.toThrow("connection lost");
    expect(done).toEqual(["said: run begun", "stop beating"]);
  });
});
