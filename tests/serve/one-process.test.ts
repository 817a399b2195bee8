import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BundledServer, bundleServer } from "../fakes/bundled-server.js";
import { changeCompany } from "../fakes/change-company.js";
import { servedLedger } from "../fakes/served-ledger.js";
import { ask, SERVED_AUDIT, startRun, untilRuns } from "../fakes/served-runs.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const STOPS_WITHIN_MS = 30_000;

let server: BundledServer;
beforeAll(async () => {
  server = await bundleServer("one-process");
});
afterAll(() => server.remove());

describe("a server with the embedded database", () => {
  it("killed in the middle of an audit starts again, brings it to its end and has lost nothing it said", {
    timeout: 500_000,
  }, async () => {
    const root = await workspaceFolder(changeCompany({ changes: 6 }));
    const requests: string[] = [];
    let before: string | undefined;
    for (let kill = 0; kill < 2; kill += 1) {
      const up = await server.start({ root });
      // The first start asks for a run by itself; every kill but the first meets the run that was asked for before it.
      if (before !== undefined) {
        const [newest] = await untilRuns(up.origin, ([first]) => first?.state === "done");
        expect([newest?.id, newest?.attempts]).toEqual([before, 2]);
      }
      await untilRuns(up.origin, ([first]) => first?.state === "done");
      const { request, body } = await startRun(up.origin, true);
      requests.push(request, (await ask(up.origin, `/audits/${SERVED_AUDIT}`)).request);
      before = body.id;
      await up.logged(({ what, run }) => what === "run begun" && run === body.id);
      await sleep(300 + kill * 700);
      expect(await up.end("SIGKILL")).toBe("SIGKILL");
    }
    const last = await server.start({ root });
    const runs = await untilRuns(last.origin, (all) => all.every(({ state }) => state === "done"));
    expect([runs.length, runs[0]?.id]).toEqual([3, before]);
    const shown = await ask<{ run: { id: string } }>(last.origin, `/audits/${SERVED_AUDIT}`);
    expect(shown.body.run.id).toBe(before);
    requests.push(shown.request);
    expect([await last.end("SIGTERM"), last.stderr]).toEqual([0, []]);
    const ledger = await servedLedger(root);
    expect(ledger.errors).toEqual([]);
    expect([...ledger.requests].sort()).toEqual([...requests].sort());
    // What the killed attempts left behind stays out of the way, and is taken away in time.
    expect((await readdir(join(root, ".lookback", "served"))).length).toBeLessThanOrEqual(5);
  });

  it("told to stop answers what goes on, gives the running audit back, writes who saw what, and ends with 0", {
    timeout: 500_000,
  }, async () => {
    const root = await workspaceFolder(changeCompany({ changes: 6 }));
    const up = await server.start({ root });
    await untilRuns(up.origin, ([first]) => first?.state === "done");
    const { request, body } = await startRun(up.origin, true);
    await up.logged(({ what, run }) => what === "run begun" && run === body.id);
    const each = Array.from({ length: 20 }, () => ask(up.origin, `/audits/${SERVED_AUDIT}/controls`));
    const asked = Promise.all(each);
    await Promise.race(each);
    const start = performance.now();
    const ended = up.end("SIGTERM");
    const answered = await asked;
    expect([await ended, up.stderr]).toEqual([0, []]);
    expect(performance.now() - start).toBeLessThan(STOPS_WITHIN_MS);
    expect(up.log.filter(({ run }) => run === body.id).map(({ what }) => what)).toEqual([
      "run begun",
      "run given back",
    ]);
    expect((await readdir(join(root, ".lookback", "evidence"))).filter((name) => /^lock\./.test(name))).toEqual([]);
    const ledger = await servedLedger(root);
    expect(ledger.errors).toEqual([]);
    expect([...ledger.requests].sort()).toEqual([request, ...answered.map((each) => each.request)].sort());

    const again = await server.start({ root });
    const runs = await untilRuns(again.origin, (all) => all.every(({ state }) => state === "done"));
    expect(runs.map(({ id, attempts }) => [id, attempts])).toEqual([
      [body.id, 1],
      [expect.any(String), 1],
    ]);
    expect(await again.end("SIGTERM")).toBe(0);
  });
});
