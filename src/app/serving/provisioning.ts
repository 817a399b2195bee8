import { assert } from "../../base/assert.js";
import type { Instant } from "../../base/instant.js";
import type { Directory, DirectoryGroup, DirectorySaying, DirectoryStore } from "../../store/state/directory-store.js";
import {
  addedGroup,
  addedUser,
  changedGroup,
  changedUser,
  type Decided,
  isProvisionable,
  removedGroup,
  removedUser,
  type SaidGroup,
  type SaidUser,
  saidOf,
} from "./provisioning-rules.js";
import type { Secrets } from "./secrets.js";
import type { Scim } from "./server-config.js";

export type { DirectoryGroup } from "../../store/state/directory-store.js";
export type { SaidGroup, SaidUser } from "./provisioning-rules.js";

/** A person as an identity provider sees them. */
export interface ShownUser extends DirectorySaying {
  readonly id: string;
  /** What the provider said last. Whether they are let in also depends on owners. */
  readonly isActive: boolean;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface ProvisioningParts {
  readonly directory: DirectoryStore;
  readonly secrets: Secrets;
  readonly roles: Scim;
  /** How people reach this server: addresses of what is provisioned begin with it. */
  readonly origin: string;
  /** Something about people changed: what was remembered of sessions no longer counts. */
  onChange(): void;
}

/** What an identity provider does with the people of the workspace, and with the groups that give them roles. */
export class Provisioning {
  readonly origin: string;
  readonly #parts: ProvisioningParts;

  constructor(parts: ProvisioningParts) {
    this.#parts = parts;
    this.origin = parts.origin;
  }

  /** Everybody whom an identity provider may see, the longest known first. */
  async users(): Promise<readonly ShownUser[]> {
    return shownUsers(await this.#parts.directory.read());
  }

  /** The longest known first. */
  async groups(): Promise<readonly DirectoryGroup[]> {
    return (await this.#parts.directory.read()).groups;
  }

  /** @throws AppError `taken` */
  addUser(said: SaidUser, at: Instant): Promise<ShownUser> {
    return this.#write(at, (before) => {
      const decided = addedUser(before, { id: this.#parts.secrets.id("per"), said, terms: this.#terms(at) });
      return { ...decided, answer: userOf(decided.after, decided.id) };
    });
  }

  /** @throws AppError `not-found`, `taken`, `refused` for the last owner; and whatever `change` throws. */
  changeUser(id: string, change: (user: ShownUser) => SaidUser, at: Instant): Promise<ShownUser> {
    return this.#write(at, (before) => {
      const decide = () => change(userOf(before, id));
      const decided = changedUser(before, { id, change: decide, terms: this.#terms(at) });
      return { ...decided, answer: userOf(decided.after, id) };
    });
  }

  /** Hides a person for good and ends every way in; what they did stays. @throws AppError `not-found`, `refused`. */
  removeUser(id: string, at: Instant): Promise<undefined> {
    return this.#write(at, (before) => {
      return { ...removedUser(before, { id, terms: this.#terms(at) }), answer: undefined };
    });
  }

  /** @throws AppError `taken`, `bad-input` */
  addGroup(said: SaidGroup, at: Instant): Promise<DirectoryGroup> {
    const id = this.#parts.secrets.id("grp");
    return this.#write(at, (before) => {
      const decided = addedGroup(before, { id, said, terms: this.#terms(at) });
      return { ...decided, answer: groupOf(decided.after, id) };
    });
  }

  /** @throws AppError `not-found`, `taken`, `bad-input`, `refused`; and whatever `change` throws. */
  changeGroup(id: string, change: (group: DirectoryGroup) => SaidGroup, at: Instant): Promise<DirectoryGroup> {
    return this.#write(at, (before) => {
      const decide = () => change(groupOf(before, id));
      const decided = changedGroup(before, { id, change: decide, terms: this.#terms(at) });
      return { ...decided, answer: groupOf(decided.after, id) };
    });
  }

  /** @throws AppError `not-found`, `refused` */
  removeGroup(id: string, at: Instant): Promise<undefined> {
    return this.#write(at, (before) => {
      return { ...removedGroup(before, { id, terms: this.#terms(at) }), answer: undefined };
    });
  }

  #terms(at: Instant) {
    return { roles: this.#parts.roles, asOf: at };
  }

  async #write<T>(at: Instant, decide: (before: Directory) => Decided & { readonly answer: T }): Promise<T> {
    try {
      return await this.#parts.directory.change(decide, at);
    } finally {
      this.#parts.onChange();
    }
  }
}

/** The same, as routes are handed it. */
export type ProvisioningDesk = Pick<Provisioning, keyof Provisioning>;

function shownUsers({ users, groups }: Directory): readonly ShownUser[] {
  const groupsOf = new Map<string, { id: string; name: string }[]>(users.map(({ member }) => [member.id, []]));
  for (const { id, name, members } of groups) for (const each of members) groupsOf.get(each)?.push({ id, name });
  return users.filter(isProvisionable).map((user) => ({
    ...{ ...saidOf(user), id: user.member.id, isActive: !user.member.isDisabled },
    ...{ groups: groupsOf.get(user.member.id) ?? [], createdAt: user.createdAt, updatedAt: user.updatedAt },
  }));
}

/** Rules have looked for them before. */
function userOf(directory: Directory, id: string): ShownUser {
  const user = shownUsers(directory).find((each) => each.id === id);
  assert(user !== undefined, "a user that was decided on is not there");
  return user;
}

function groupOf(directory: Directory, id: string): DirectoryGroup {
  const group = directory.groups.find((each) => each.id === id);
  assert(group !== undefined, "a group that was decided on is not there");
  return group;
}
