import type { EpochMs } from "../../base/instant.js";
import type { Cell } from "../../model/batch.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { readTable } from "./read-table.js";

/** What a person was at a moment, as HR says. Nothing here names anybody: a manager is known by title. */
export interface Role {
  readonly team: string | null;
  /** Title of the manager, a role and not a name. */
  readonly lead: string | null;
  readonly workerType: string | null;
}

/** Who stands behind what an item names. */
export interface People {
  /** The person behind an employee number, a person's id or a login; `null`: unknown, or more than one. */
  personOf(name: string): string | null;
  roleOf(person: string, at: EpochMs): Role;
}

/** Reads employment, positions and accounts once. Positions and spells are those in force at the moment asked about. */
export async function readPeople(open: Pick<OpenWorkspace, "engine" | "tables">): Promise<People> {
  const names = new Map<string, string | null>();
  const numbers = new Map<string, string>();
  const spells = new Map<string, Dated<string>[]>();
  const learn = (name: string, person: string) => {
    const known = names.get(name);
    names.set(name, known === undefined || known === person ? person : null);
  };
  for await (const [from, person, number, type] of readTable(open, "employment", [
    "start_at",
    "person_id",
    "employee_no",
    "worker_type",
  ])) {
    if (typeof person !== "string" || typeof number !== "string") continue;
    learn(person, person);
    learn(number, person);
    numbers.set(number, person);
    push(spells, person, { from: Number(from), value: String(type) });
  }
  await learnLogins(open, learn);
  const positions = await readPositions(open);
  return {
    personOf: (name) => names.get(name) ?? names.get(name.toLowerCase()) ?? null,
    roleOf: (person, at) => {
      const position = inForce(positions.get(person), at);
      const manager = position?.manager == null ? undefined : numbers.get(position.manager);
      const lead = manager === undefined ? undefined : inForce(positions.get(manager), at);
      return {
        team: position?.department ?? null,
        lead: lead?.title ?? null,
        workerType: inForce(spells.get(person), at) ?? null,
      };
    },
  };
}

interface Dated<T> {
  readonly from: EpochMs;
  readonly value: T;
}
interface Position {
  readonly department: string | null;
  readonly title: string | null;
  readonly manager: string | null;
}

async function learnLogins(
  open: Pick<OpenWorkspace, "engine" | "tables">,
  learn: (name: string, person: string) => void,
): Promise<void> {
  const owners = new Map<string, string>();
  for await (const [account, person] of readTable(open, "account_person", ["id", "person_id"])) {
    if (typeof account === "string" && typeof person === "string") owners.set(account, person);
  }
  for await (const [account, username] of readTable(open, "account", ["id", "username"])) {
    const person = owners.get(String(account));
    if (person !== undefined && typeof username === "string") learn(username.toLowerCase(), person);
  }
}

async function readPositions(
  open: Pick<OpenWorkspace, "engine" | "tables">,
): Promise<ReadonlyMap<string, readonly Dated<Position>[]>> {
  const positions = new Map<string, Dated<Position>[]>();
  const columns = ["from_at", "person_id", "department", "title", "manager_employee_no"];
  for await (const [from, person, department, title, manager] of readTable(open, "position", columns)) {
    if (typeof person !== "string") continue;
    const value = { department: textOf(department), title: textOf(title), manager: textOf(manager) };
    push(positions, person, { from: Number(from), value });
  }
  return positions;
}

/** What began last by then. Rows come in order of their start. */
function inForce<T>(rows: readonly Dated<T>[] | undefined, at: EpochMs): T | undefined {
  return rows?.findLast(({ from }) => from <= at)?.value;
}

function push<T>(rows: Map<string, T[]>, key: string, row: T): void {
  const known = rows.get(key);
  if (known === undefined) rows.set(key, [row]);
  else known.push(row);
}

function textOf(cell: Cell | undefined): string | null {
  return typeof cell === "string" && cell !== "" ? cell : null;
}
