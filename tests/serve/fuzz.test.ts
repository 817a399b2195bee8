import { homedir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiDocument } from "../../src/api/kit/openapi.js";
import { Problem } from "../../src/api/kit/problem.js";
import { ROUTES } from "../../src/api/registry.js";
import { DEFAULT_FIRM_PROFILE } from "../../src/statistics/firm-profile.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { seededRandom } from "../fakes/seeded-random.js";
import { atStart, now } from "../sign-in/sign-in-world.js";
import { ASKING, type AskingAs, type FuzzedWorld, fuzzedWorld } from "./fuzz/fuzzed-world.js";
import { type Described, describedRoutes, type MadeRequest, RequestMaker } from "./fuzz/made-requests.js";
import { AUDIT, OTHER_AUDIT } from "./served-world.js";

const REQUESTS = 10_000;
/** On a busy machine: a company is audited and a database made. */
const SET_UP_MS = 300_000;
const SEED = 20_260_706;
/** What an auditor wrote for the auditors of this audit alone. */
const PRIVATE = "Only the auditors of this audit may read these words.";

/** Each of these re-reads the ledger, performs a test or prints papers: rarely is enough. */
const COSTLY: readonly string[] = [
  ...["performAgain", "closeAudit"],
  ...["downloadWorkpaperBook", "downloadWorkpaperDocument", "downloadWorkpaperArchive"],
];

atStart();

let world: FuzzedWorld;
let item = { id: "", sha256: "" };
beforeAll(async () => {
  world = await fuzzedWorld();
  const run = await world.served.world.audits.latest(AUDIT);
  const [first] = (await run?.population("changes"))?.items ?? [];
  item = { id: first?.id ?? "", sha256: first?.evidence[0]?.sha256 ?? "" };
}, SET_UP_MS);
afterAll(() => world.close());

describe("the API under requests that nobody would send", () => {
  it(`answers ${REQUESTS} of them and says nothing that it should not`, { timeout: 600_000 }, async () => {
    await prepare();
    const random = seededRandom(SEED);
    const routes = describedRoutes(openApiDocument(ROUTES, "0.0.0"));
    const maker = new RequestMaker(random, known());
    const statuses = new Map<number, number>();
    const findings: string[] = [];
    const [begun, used] = [performance.now(), process.cpuUsage()];
    let sent = 0;
    while (sent < REQUESTS) {
      const route = routes[Math.floor(random() * routes.length)];
      if (route === undefined || (COSTLY.includes(route.operationId) && random() < 0.9)) continue;
      const who = random() < 0.05 ? undefined : whoFor(route, random);
      const made = maker.make(route, who === undefined ? undefined : world.cookieOf(who));
      if (mustNotBeSent(made)) continue;
      sent += 1;
      const answer = await world.ask(made.request);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      findings.push(...(await wrongWith(made, answer, who)));
    }
    const counts = Object.fromEntries([...statuses].sort(([a], [b]) => a - b));
    const { user, system } = process.cpuUsage(used);
    const seconds = Math.round((performance.now() - begun) / 1_000);
    console.log("fuzz:", { ...counts, seconds, processorSeconds: Math.round((user + system) / 1_000_000) });
    expect({ findings: findings.slice(0, 20), errors: world.served.errors }).toEqual({ findings: [], errors: [] });
    expect(counts[200]).toBeGreaterThan(REQUESTS / 10);
  });

  it("leaves everybody signed in, every audit where it was, and a ledger that verifies", async () => {
    for (const who of ASKING) {
      const answer = await world.ask(asked("/session", who));
      expect([who, answer.status]).toEqual([who, 200]);
    }
    const people = await world.signIn.signIn.people.list(now());
    expect(people.map(({ role }) => role)).toEqual(
      expect.arrayContaining(["owner", "compliance-lead", "viewer", "auditor"]),
    );
    expect(people.some(({ id }) => id === world.somebody)).toBe(true);
    const audits = await (await world.ask(asked("/audits", "owner"))).text();
    expect([AUDIT, OTHER_AUDIT].filter((id) => !audits.includes(`"${id}"`))).toEqual([]);
    const { errors } = await verifyEvidence(folderSource(`${world.served.root}/.lookback/evidence`), {});
    expect(errors).toEqual([]);
  });
});

/** Papers that requests can be about, and a remark that is nobody else's. */
async function prepare(): Promise<void> {
  const portal = `/portal/audits/${AUDIT}`;
  const steps: readonly (readonly [AskingAs, string, unknown])[] = [
    ["fieldworker", `${portal}/scope`, { key: "first-scope", terms: null }],
    ["fieldworker", `${portal}/populations/changes/freezes`, { key: "first-freeze", hash: null }],
    [
      "fieldworker",
      `${portal}/selections`,
      {
        ...{ key: "first-selection", freeze: "POP-001", control: "CHG-01", reason: null },
        choice: { method: "random", seed: "of my own", n: 5 },
      },
    ],
    ["fieldworker", `${portal}/selections/SEL-001/release`, { key: "first-release" }],
    ["fieldworker", `${portal}/requests`, { key: "first-request", type: "inquiry", wording: "Who approves?" }],
    ["fieldworker", `${portal}/exceptions`, { key: "first-exception", wording: "Not approved.", control: "CHG-01" }],
    [
      "fieldworker",
      `${portal}/remarks`,
      { key: "first-remark", on: { kind: "request", id: "REQ-001" }, text: PRIVATE, is_private: true },
    ],
  ];
  for (const [who, path, body] of steps) {
    const answer = await world.ask(asked(path, who, body));
    expect([path, answer.status]).toEqual([path, 200]);
  }
}

function asked(path: string, who: AskingAs, body?: unknown): Request {
  const headers = { origin: "http://localhost:8484", "content-type": "application/json", cookie: world.cookieOf(who) };
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return new Request(`http://localhost:8484/api/v1${path}`, { headers, ...sent });
}

/** What is there, so that requests reach further than to the first check. */
function known() {
  return {
    audit: [AUDIT, AUDIT, AUDIT, AUDIT, AUDIT, OTHER_AUDIT, "another-1"],
    audits: [AUDIT, OTHER_AUDIT],
    control: ["CHG-01", "IAM-03", "HR-03"],
    population: ["changes", "leavers"],
    sha256: [item.sha256],
    id: [item.id, "REQ-001", "another-1"],
    item: [item.id],
    run: ["run-1"],
    person: [world.somebody, world.another],
    profile: [DEFAULT_FIRM_PROFILE],
    period: [{ from: "2026-01-01", to: "2026-06-30" }],
    choice: [{ method: "random", seed: "another seed", n: 3 }],
    freeze: ["POP-001"],
    selection: ["SEL-001"],
    request: ["REQ-001"],
    exception: ["EXC-001"],
    criteria: ["CC6.1"],
    cursor: ["0", "7"],
  };
}

/** Somebody stays, and the audit of the workspace stays open, so that what comes after reaches it. */
function mustNotBeSent({ route, audit, request }: MadeRequest): boolean {
  // Whatever route it was made for: some are sent with another method.
  if (request.method === "DELETE" && new URL(request.url).pathname.endsWith(`/people/${world.somebody}`)) return true;
  return route === "closeAudit" && audit === AUDIT;
}

/** Mostly somebody who may: what is refused at the door says little of what is behind it. */
function whoFor({ path, method }: Described, random: () => number): AskingAs {
  const usual = path.includes("/portal/") && method === "POST" && random() < 0.7 ? "fieldworker" : "owner";
  return random() < 0.6 ? usual : (ASKING[Math.floor(random() * ASKING.length)] ?? usual);
}

const STACK = /\n\s+at |\bat \S+ \(|node_modules|\.[cm]?[jt]s:\d+/;
const SQL =
  /(select|insert into|update|delete from) "\w+"|syntax error at|violates .* constraint|invalid byte sequence|invalid input syntax|current transaction|column .* does not exist|relation "/i;

async function wrongWith(made: MadeRequest, answer: Response, who: AskingAs | undefined): Promise<string[]> {
  const { status, headers } = answer;
  const said = `${made.route} as ${who}: ${made.request.method} ${made.request.url.slice(0, 200)} -> ${status}`;
  const type = headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) {
    await answer.body?.cancel();
    return [];
  }
  const text = await answer.text();
  const wrong: string[] = [];
  if (status >= 500) wrong.push("broke");
  if (status >= 400 && !isProblem(type, text)) wrong.push("no problem with code and fix");
  if (headers.get("x-content-type-options") !== "nosniff") wrong.push("no nosniff");
  if (headers.has("set-cookie")) wrong.push("sets a cookie");
  // Evidence and reports may hold anything; errors and other answers hold none of these.
  const isOwnWords = status >= 400 || type.startsWith("application/json");
  const paths = [world.served.root, process.cwd(), homedir() === "/" ? "/nowhere" : homedir()];
  if (isOwnWords && (STACK.test(text) || SQL.test(text) || paths.some((path) => text.includes(path)))) {
    wrong.push("tells of its inside");
  }
  if (who !== "fieldworker" && text.includes(PRIVATE)) wrong.push("tells what was private");
  if (who === "auditor of another audit" && made.audit === AUDIT && status < 400) wrong.push("let into another audit");
  return wrong.map((what) => `${what}: ${said} ${text.slice(0, 300)}`);
}

function isProblem(type: string, text: string): boolean {
  if (type !== "application/problem+json; charset=utf-8") return false;
  const said = Problem.safeParse(JSON.parse(text));
  return said.success && said.data.code !== "" && said.data.fix !== "" && !("stack" in said.data);
}
