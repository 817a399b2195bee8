import { afterEach, beforeEach, vi } from "vitest";
import type { Scim, SingleSignOn } from "../../src/app/serving/server-config.js";
import { type Instant, instant, instantOf, msOf } from "../../src/base/instant.js";
import { openSignIn, type SignIn, type SignInAct } from "../../src/bin/sign-in/open-sign-in.js";
import type { StateDatabase } from "../../src/store/state/state-database.js";
import type { Opener } from "../state/databases.js";
import { Browser } from "./browser.js";

export const START = instant("2026-07-06T08:00:00.000Z");
export const ORIGIN = "http://localhost:8484";
export const SECRET = "a secret of tests that is long enough";

/** Signing in over a real database, at a time that tests set. */
export interface SignInWorld {
  readonly origin: string;
  readonly state: StateDatabase;
  readonly signIn: SignIn;
  readonly acts: SignInAct[];
  readonly refusals: { readonly path: string; readonly status: number; readonly code: string }[];
  /** Another process on the same database. */
  again(): Promise<SignIn>;
  /** An owner who came by the first link, and their browser. */
  owner(): Promise<{ readonly id: string; readonly browser: Browser }>;
}

export interface WorldOptions {
  readonly origin?: string;
  readonly secret?: string;
  readonly singleSignOn?: { readonly config: SingleSignOn; readonly clientSecret: string };
  readonly provisioning?: Scim;
}

/** Sets the clock of every test of a file to `START`; only the clock, so that timers go on. */
export function atStart(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: msOf(START) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** Moves the clock. */
export function later(ms: number): Instant {
  vi.setSystemTime(Date.now() + ms);
  return now();
}

export function now(): Instant {
  return instantOf(Date.now());
}

export async function signInWorld(open: Opener, options: WorldOptions = {}): Promise<SignInWorld> {
  const origin = options.origin ?? ORIGIN;
  const state = await open();
  const acts: SignInAct[] = [];
  const refusals: { path: string; status: number; code: string }[] = [];
  const opened = () =>
    openSignIn({
      ...{ state, origin, now, secret: options.secret ?? SECRET, singleSignOn: options.singleSignOn },
      provisioning: options.provisioning ?? { role_by_group: {} },
      note: async (act) => void acts.push(act),
      onRefusal: (refusal) => void refusals.push(refusal),
    });
  const world: SignInWorld = {
    ...{ origin, state, acts, refusals, signIn: await opened(), again: opened },
    async owner() {
      const browser = new Browser(world);
      const response = await browser.post("/link/use", {
        ...{ token: tokenOf(await world.signIn.ownerLink()), name: "Olga Owner", email: "Olga@Example.org" },
      });
      const { person } = await response.json();
      return { id: person.id, browser };
    },
  };
  return world;
}

/** The secret in the address of a link. */
export function tokenOf(url: string): string {
  return new URL(url).hash.slice(1);
}
