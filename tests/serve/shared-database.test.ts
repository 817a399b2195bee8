import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BundledServer, bundleServer, type StartedServer } from "../fakes/bundled-server.js";
import { changeCompany } from "../fakes/change-company.js";
import { type PostgresServer, postgresPrograms, startPostgres } from "../fakes/postgres-server.js";
import { seededRandom } from "../fakes/seeded-random.js";
import { servedLedger } from "../fakes/served-ledger.js";
import { ask, runsOf, SERVED_AUDIT, startRun, untilRuns } from "../fakes/served-runs.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const RUNS = 6;
const KILLS = 7;
/** A run whose worker was lost three times is given up, as it should be: no run is killed more often than this. */
const ATTEMPTS_BEFORE_MERCY = 2;

const programs = postgresPrograms();
if (programs === undefined) {
  it("NOT RUN, PostgreSQL is not installed", () => expect(process.env.CI).not.toBe("true"));
} else {
  let server: BundledServer;
  let postgres: PostgresServer;
  beforeAll(async () => {
    server = await bundleServer("shared-database");
    postgres = await startPostgres(programs);
  });
  afterAll(async () => {
    await server.remove();
    await postgres.stop();
  });

  it(`two servers and two workers of one database, of which ${KILLS} are killed, end every run once and forget nothing`, {
    timeout: 900_000,
  }, async () => {
    const root = await workspaceFolder(changeCompany({ changes: 6 }));
    const databaseUrl = await postgres.newDatabase();
    const all = await Crew.start(server, { root, databaseUrl });
    const asked = await askWhileKilling(all);
    const runs = await untilRuns(all.anyServer().origin, (each) => each.every(isOver), 500_000);
    const finished = await all.stop();
    expect(finished.stderr).toEqual([]);

    // Every run that was acknowledged ended, and ended well.
    expect(runs.filter(({ state }) => state !== "done")).toEqual([]);
    const known = new Set(runs.map(({ id }) => id));
    expect(asked.runs.filter((id) => !known.has(id))).toEqual([]);
    for (const id of known) {
      // At most: whoever ended it may have been killed before its log said so.
      expect(finished.log.filter(({ what, run }) => what === "run done" && run === id).length).toBeLessThanOrEqual(1);
    }
    const ledger = await servedLedger(root);
    expect(ledger.errors).toEqual([]);
    expect(ledger.requests.length).toBe(new Set(ledger.requests).size);
    const inLedger = new Set(ledger.requests);
    expect(asked.requests.filter((id) => !inLedger.has(id))).toEqual([]);
    console.log("shared-database:", {
      ...{ kills: KILLS, runs: runs.length, retaken: runs.filter(({ attempts }) => attempts > 1).length },
      ...{ acts: asked.requests.length, records: ledger.records },
    });
  });
}

function isOver({ state }: { state: string }): boolean {
  return state === "done" || state === "failed";
}

type Place = { readonly root: string; readonly databaseUrl: string };

/** Two who serve and two who work; whoever is killed is replaced. */
class Crew {
  readonly #members: StartedServer[];
  readonly #gone: StartedServer[] = [];
  readonly #replace: (member: number) => Promise<StartedServer>;

  private constructor(members: StartedServer[], replace: (member: number) => Promise<StartedServer>) {
    this.#members = members;
    this.#replace = replace;
  }

  static async start(server: BundledServer, place: Place): Promise<Crew> {
    const start = (member: number) => server.start({ ...place, does: member < 2 ? "serve" : "work" });
    return new Crew(await Promise.all([0, 1, 2, 3].map(start)), start);
  }

  anyServer(random = 0): StartedServer {
    const [one, other] = this.#members;
    const chosen = random < 0.5 ? one : other;
    if (chosen === undefined) throw new Error("nobody serves");
    return chosen;
  }

  async kill(member: number): Promise<void> {
    const killed = this.#members[member];
    if (killed === undefined) return;
    await killed.end("SIGKILL");
    this.#gone.push(killed);
    this.#members[member] = await this.#replace(member);
  }

  async stop() {
    expect(await Promise.all(this.#members.map((member) => member.end("SIGTERM")))).toEqual([0, 0, 0, 0]);
    const everybody = [...this.#gone, ...this.#members];
    return { log: everybody.flatMap(({ log }) => log), stderr: everybody.flatMap(({ stderr }) => stderr) };
  }
}

/** What was acknowledged. */
interface Asked {
  readonly runs: Set<string>;
  readonly requests: string[];
}

/** Asks for run after run and looks at what they found, while one after the other is killed. */
async function askWhileKilling(all: Crew) {
  const random = seededRandom(20_261_128);
  const asked: Asked = { runs: new Set(), requests: [] };
  let isAsking = true;
  const asking = (async () => {
    while (isAsking) {
      // Whoever is killed while we ask answers nothing: then nothing was promised.
      await askOnce(all.anyServer(random()).origin, asked).catch(() => undefined);
      await sleep(400);
    }
  })();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(1_500 + random() * 2_500);
    const member = Math.floor(random() * 4);
    const isWorker = member >= 2;
    const runs = await runsOf(all.anyServer().origin);
    const isSpent = runs.some(({ state, attempts }) => state === "running" && attempts > ATTEMPTS_BEFORE_MERCY);
    await all.kill(isWorker && isSpent ? member - 2 : member);
  }
  isAsking = false;
  await asking;
  return { runs: [...asked.runs], requests: asked.requests };
}

async function askOnce(origin: string, asked: Asked): Promise<void> {
  if (asked.runs.size < RUNS) {
    const { request, body } = await startRun(origin, true);
    asked.requests.push(request);
    asked.runs.add(body.id);
  }
  asked.requests.push((await ask(origin, `/audits/${SERVED_AUDIT}`)).request);
}
