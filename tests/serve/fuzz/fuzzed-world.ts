import { type AppParts, makeApp } from "../../../src/api/make-app.js";
import { instant } from "../../../src/base/instant.js";
import type { Role } from "../../../src/model/roles.js";
import { ActivityStore } from "../../../src/store/state/activity-store.js";
import { KeyedWriteStore } from "../../../src/store/state/keyed-write-store.js";
import { RunStore } from "../../../src/store/state/run-store.js";
import { Browser } from "../../sign-in/browser.js";
import { now, type SignInWorld, signInWorld, tokenOf } from "../../sign-in/sign-in-world.js";
import { embeddedDatabases } from "../../state/databases.js";
import { AUDIT, OTHER_AUDIT, type ServedWorld, servedWorld } from "../served-world.js";

/** Whom requests are sent as. */
export const ASKING = ["owner", "compliance-lead", "viewer", "fieldworker", "auditor of another audit"] as const;
export type AskingAs = (typeof ASKING)[number];

/** The whole server short of its port: a small audited workspace, a real database, and people who really signed in. */
export interface FuzzedWorld {
  readonly served: ServedWorld;
  readonly signIn: SignInWorld;
  /** Two whom owners may do anything to. */
  readonly somebody: string;
  readonly another: string;
  cookieOf(who: AskingAs): string;
  ask(request: Request): Promise<Response>;
  close(): Promise<void>;
}

export async function fuzzedWorld(): Promise<FuzzedWorld> {
  const [served, embedded] = await Promise.all([servedWorld(), embeddedDatabases("fuzz-worker")]);
  const folder = await embedded.newFolder();
  const signIn = await signInWorld(() => embedded.open(folder));
  const { browsers, somebody, another } = await everybody(signIn);
  const app = makeApp({ ...partsOver(served, signIn), identity: signIn.signIn.identity });
  return {
    ...{ served, signIn, somebody, another },
    cookieOf: (who) => browsers[who].cookieHeader(),
    ask: async (request) => app.fetch(request, { peer: "192.0.2.1" }),
    async close() {
      await signIn.state.close();
      await embedded.remove();
      await served.close();
    },
  };
}

function partsOver(served: ServedWorld, { signIn, state }: SignInWorld): Omit<AppParts, "identity"> {
  const [activity, runs] = [new ActivityStore(state), new RunStore(state)];
  let asked = 0;
  return {
    ...served.parts,
    writes: new KeyedWriteStore(state),
    world: {
      ...served.world,
      ...{ people: signIn.people, account: signIn.account, activity },
      runs: {
        ...served.world.runs,
        request: (wanted) => {
          asked += 1;
          return runs.request({ ...wanted, id: `run-${asked}` });
        },
        byId: (id) => runs.byId(id),
        ofAudit: (audit, limit) => runs.ofAudit(audit, limit),
      },
    },
    noteActivity: ({ requestId, user, session, ...act }) =>
      activity.note([{ ...act, request_id: requestId, user_id: user, session_id: session }]),
  };
}

async function everybody(world: SignInWorld) {
  const owner = await world.owner();
  const came = async (
    role: Role,
    name: string,
    changes: { audits?: readonly string[]; isFieldworker?: boolean } = {},
  ) => {
    const expiresAt = role === "auditor" ? instant("2026-12-31T00:00:00.000Z") : null;
    const grant = {
      role,
      audits: [],
      isFieldworker: false,
      expiresAt,
      email: null,
      by: owner.id,
      at: now(),
      ...changes,
    };
    const { url } = await world.signIn.people.invite(grant);
    const browser = new Browser(world);
    const email = `${name.replaceAll(" ", "-")}@example.org`;
    const response = await browser.post("/invitation/accept", { token: tokenOf(url), name, email });
    const { person } = await response.json();
    return { id: String(person.id), browser };
  };
  const browsers: Readonly<Record<AskingAs, Browser>> = {
    owner: owner.browser,
    "compliance-lead": (await came("compliance-lead", "lead")).browser,
    viewer: (await came("viewer", "viewer")).browser,
    fieldworker: (await came("auditor", "fieldworker", { audits: [AUDIT], isFieldworker: true })).browser,
    "auditor of another audit": (await came("auditor", "other auditor", { audits: [OTHER_AUDIT] })).browser,
  };
  const [somebody, another] = [await came("reviewer", "somebody"), await came("reviewer", "another")];
  return { browsers, somebody: somebody.id, another: another.id };
}
