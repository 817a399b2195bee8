import type { AccountDesk, ApiTokenRow } from "../../src/app/serving/own-account.js";
import type { InvitationRow, ListedPerson, PeopleDesk } from "../../src/app/serving/people.js";
import type { ProvisioningDesk } from "../../src/app/serving/provisioning.js";
import { instant } from "../../src/base/instant.js";

const AT = instant("2026-07-01T00:00:00.000Z");

const PERSON: ListedPerson = {
  id: "per_1",
  name: "Olga Owner",
  email: "olga@example.org",
  role: "owner",
  status: "active",
  givenBy: "person",
  isDisabled: false,
  audits: [],
  isFieldworker: false,
  expiresAt: null,
  passkeys: 1,
  hasPassword: false,
  hasSecondStep: false,
  hasSingleSignOn: false,
  sessions: 1,
  lastSignInAt: AT,
};

const INVITATION: InvitationRow = {
  id: "inv_1",
  token_hash: "0".repeat(64),
  role: "auditor",
  audits: "2026-01-01--2026-06-30",
  is_fieldworker: true,
  access_expires_at: "2026-09-01T00:00:00.000Z",
  email: null,
  created_by: "per_1",
  created_at: AT,
  expires_at: "2026-07-08T00:00:00.000Z",
  used_at: null,
  used_by: null,
  revoked_at: null,
};

const TOKEN: ApiTokenRow = {
  id: "tok_1",
  token_hash: "0".repeat(64),
  person_id: "per_1",
  name: "a script",
  scopes: "see:audit",
  created_at: AT,
  expires_at: "2026-09-29T00:00:00.000Z",
  last_used_at: null,
  revoked_at: null,
};

/** People who are always the same, for tests of who may ask for what; the real ones are tested over real databases. */
export const PEOPLE: PeopleDesk = {
  list: async () => [PERSON],
  invite: async () => ({ invitation: INVITATION, url: "http://localhost/invitation#secret" }),
  invitations: async () => [INVITATION],
  revokeInvitation: async () => undefined,
  change: async (id) => ({ ...PERSON, id }),
  remove: async () => undefined,
  endSessions: async () => undefined,
  linkFor: async () => "http://localhost/welcome#secret",
};

export const ACCOUNT: AccountDesk = {
  waysIn: async () => ({
    passkeys: [
      {
        ...{ id: "key_1", person_id: "per_1", name: "laptop", credential_id: "a", public_key: "b", counter: 0 },
        ...{ transports: "internal", is_backed_up: true, created_at: AT, last_used_at: null },
      },
    ],
    hasPassword: true,
    hasSecondStep: true,
    hasSingleSignOn: false,
  }),
  removePasskey: async () => undefined,
  sessions: async () => [
    { id: "ses_1", method: "passkey", startedAt: AT, expiresAt: AT, address: "192.0.2.1", browser: null },
  ],
  endSession: async () => undefined,
  tokens: async () => [TOKEN],
  createToken: async () => ({ row: TOKEN, token: "lbk_secret" }),
  revokeToken: async () => undefined,
};

/** Nobody to be provisioned: SCIM is tested over real databases. */
export const PROVISIONING: ProvisioningDesk = {
  origin: "http://localhost",
  users: async () => [],
  groups: async () => [],
  addUser: async () => neverAsked(),
  changeUser: async () => neverAsked(),
  removeUser: async () => neverAsked(),
  addGroup: async () => neverAsked(),
  changeGroup: async () => neverAsked(),
  removeGroup: async () => neverAsked(),
};

function neverAsked(): never {
  throw new Error("no test of this world provisions anybody");
}
