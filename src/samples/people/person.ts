import type { EpochMs } from "../../base/instant.js";

/** How somebody is engaged. */
export type WorkerType = "employee" | "contractor";
/** Why a spell ended. */
export type EndReason = "voluntary" | "involuntary" | "end_of_contract";

/** One spell of work. Days are dates in the person's zone. */
export interface Spell {
  readonly startDay: string;
  readonly end?: SpellEnd;
  /** When the contract of the spell was approved, where the register says so. */
  readonly approvedAt?: EpochMs;
}

/** The end of a spell, as HR has it and as the identity provider shows it. */
export interface SpellEnd {
  readonly lastDay: string;
  readonly recordedAt: EpochMs;
  readonly reason: EndReason;
  /** When the account in the identity provider was disabled; `null`: it was not, because work went on or lies ahead. */
  readonly disabledAt: EpochMs | null;
}

/** A change of role, title or manager. */
export interface Move {
  readonly day: string;
  readonly role: string;
  readonly title: string;
  readonly managerNo: string;
  readonly kind: "role" | "manager" | "title";
  /** For movers with residue: when the entitlement of the old role went; `null`: it is still there. */
  readonly residue?: { readonly removedAt: EpochMs | null };
}

/** Somebody who works, or worked, for the company. */
export interface Person {
  readonly no: string;
  readonly name: string;
  readonly type: WorkerType;
  readonly zone: string;
  readonly role: string;
  readonly managerNo: string | null;
  readonly spells: readonly Spell[];
  readonly moves: readonly Move[];
  readonly leave?: { readonly from: string; readonly to: string };
  /** A board adviser is a contractor without any account. */
  readonly hasAccounts: boolean;
  readonly lateId?: string;
}

/** Short form used for logins: E-1004 becomes e1004. */
export function handle({ no }: Pick<Person, "no">): string {
  return no.toLowerCase().replace("-", "");
}

/** The spell that ended last in the given stretch of days, if any. */
export function endIn(person: Person, { from, to }: { from: string; to: string }): SpellEnd | undefined {
  return person.spells
    .flatMap(({ end }) => (end === undefined ? [] : [end]))
    .findLast(({ lastDay }) => lastDay >= from && lastDay <= to);
}

/** The first day anybody knows of the person. */
export function firstDay({ spells }: Person): string {
  return spells[0]?.startDay ?? "";
}

/** The last spell. */
export function lastSpell({ no, spells }: Person): Spell {
  const found = spells.at(-1);
  if (found === undefined) throw new RangeError(`${no} never worked`);
  return found;
}

/** Whether the person works on that day. */
export function worksOn(person: Person, day: string): boolean {
  return person.spells.some(({ startDay, end }) => startDay <= day && (end === undefined || end.lastDay >= day));
}

/** The role on that day. */
export function roleOn({ role, moves }: Person, day: string): string {
  return moves.findLast((move) => move.day <= day)?.role ?? role;
}

/** The manager on that day. */
export function managerOn({ managerNo, moves }: Person, day: string): string | null {
  return moves.findLast((move) => move.day <= day)?.managerNo ?? managerNo;
}
