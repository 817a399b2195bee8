import { expect } from "vitest";
import type { Session } from "../../src/api/access/session.js";
import { AUDIT, OTHER_AUDIT, type ServedWorld } from "./served-world.js";
import { personOf } from "./sessions.js";

export const OWNER = personOf("owner");
/** An auditor who only reads. */
export const READER = personOf("auditor");
export const FIRST = personOf("fieldworker");
export const SECOND: Session = { ...FIRST, id: "session-2", user: { ...FIRST.user, id: "user-second" } };
/** A fieldworker of another audit. */
export const OTHER: Session = {
  ...FIRST,
  id: "session-3",
  user: { ...FIRST.user, id: "user-other" },
  audits: new Set([OTHER_AUDIT]),
};

export const PORTAL = `/portal/audits/${AUDIT}`;
export const FREEZES = `${PORTAL}/populations/changes/freezes`;
export const SELECTIONS = `${PORTAL}/selections`;

interface Paper {
  readonly id: string;
  readonly selection: { selected: string[]; replacements: unknown[]; n: number; size_rule: unknown };
  readonly items: readonly { card: { evidence: unknown[] } | null }[];
  readonly reperformed: readonly { items: readonly { is_same: boolean }[] }[];
}

let keys = 0;

/** A new key for a wish. */
export function key(): string {
  keys += 1;
  return `key-${String(keys).padStart(6, "0")}`;
}

/** A remark on something. */
export function about(kind: string, id: string) {
  return { key: key(), on: { kind, id }, text: "Something." };
}

/** A draw from the first frozen population. */
export function drawn({ key: own, seed, n }: { key: string; seed: string; n: number | null }) {
  return { key: own, freeze: "POP-001", control: "CHG-01", reason: null, choice: { method: "random", seed, n } };
}

/** Asks the API in short words. */
export class Asking {
  readonly #served: ServedWorld;

  constructor(served: ServedWorld) {
    this.#served = served;
  }

  ask(who: Session, path: string): Promise<Response> {
    return this.#served.ask(who, new Request(`http://localhost/api/v1${path}`));
  }

  async text(who: Session, path: string): Promise<string> {
    const response = await this.ask(who, path);
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return response.text();
  }

  say(who: Session, path: string, body: unknown, method = "POST"): Promise<Response> {
    const headers = { origin: "http://localhost", "content-type": "application/json" };
    const init = { method, headers, body: JSON.stringify(body) };
    return this.#served.ask(who, new Request(`http://localhost/api/v1${path}`, init));
  }

  /** Says something that must be taken. */
  async done(
    who: Session,
    path: string,
    body: unknown,
    method = "POST",
  ): Promise<{ record: number; id: string | null }> {
    const response = await this.say(who, path, body, method);
    const answer = await response.json();
    expect({ status: response.status, answer }).toMatchObject({ status: 200 });
    return answer;
  }

  async papers(): Promise<readonly Paper[]> {
    return JSON.parse(await this.text(FIRST, `${PORTAL}/papers`)).selections;
  }

  async changes(who = FIRST): Promise<{ hash: string; frozen: unknown[] }> {
    const { populations } = JSON.parse(await this.text(who, PORTAL));
    return populations.find(({ name }: { name: string }) => name === "changes");
  }

  async request(who: Session, id: string | null): Promise<unknown> {
    const { items } = JSON.parse(await this.text(who, `${PORTAL}/requests?limit=1000`));
    return items.find((each: { id: string }) => each.id === id);
  }
}

export async function code(response: Response): Promise<string> {
  return (await response.json()).code;
}
