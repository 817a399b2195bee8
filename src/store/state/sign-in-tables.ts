import type { Role } from "../../model/roles.js";

/** Somebody who was let in at some time. Kept also when removed: what they did stays theirs. */
interface PersonTable {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly email_verified: boolean;
  readonly image: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly two_factor_enabled: boolean | null;
}

/** A session at a browser; better-auth writes it. */
interface SessionTable {
  readonly id: string;
  readonly expires_at: Date;
  readonly token: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly ip_address: string | null;
  readonly user_agent: string | null;
  readonly person_id: string;
  readonly method: string | null;
}

/** A password, or an account at an identity provider; better-auth writes it. */
interface AccountTable {
  readonly id: string;
  readonly account_id: string;
  /** `credential` for a password. */
  readonly provider_id: string;
  readonly person_id: string;
  readonly password: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

interface SecondFactorTable {
  readonly id: string;
  readonly person_id: string;
  readonly verified: boolean | null;
}

export const MEMBER_STATUSES = ["active", "waiting", "locked", "removed"] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Who gave a role: an owner; the groups of single sign-on; or the identity provider's directory, by provisioning. */
export type GivenBy = "person" | "groups" | "directory";

/** What a person is to the workspace. */
interface MembershipTable {
  readonly person_id: string;
  readonly role: Role | null;
  readonly status: MemberStatus;
  readonly given_by: GivenBy;
  readonly is_disabled: boolean;
  readonly is_fieldworker: boolean;
  readonly expires_at: string | null;
}

interface AuditMemberTable {
  readonly person_id: string;
  readonly audit: string;
}

export interface InvitationTable {
  readonly id: string;
  readonly token_hash: string;
  readonly role: Role;
  readonly audits: string;
  readonly is_fieldworker: boolean;
  readonly access_expires_at: string | null;
  readonly email: string | null;
  readonly created_by: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly used_at: string | null;
  readonly used_by: string | null;
  readonly revoked_at: string | null;
}

export interface OneTimeLinkTable {
  readonly token_hash: string;
  readonly person_id: string | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly used_at: string | null;
  readonly replaced_at: string | null;
}

export interface ApiTokenTable {
  readonly id: string;
  readonly token_hash: string;
  readonly person_id: string;
  readonly name: string;
  readonly scopes: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

export interface PasskeyTable {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly credential_id: string;
  readonly public_key: string;
  readonly counter: number;
  readonly transports: string;
  readonly is_backed_up: boolean;
  readonly created_at: string;
  readonly last_used_at: string | null;
}

/** What an identity provider says of a person that it provisions. */
interface DirectoryUserTable {
  readonly person_id: string;
  readonly user_name: string;
  /** Lower case: names that differ in case alone are one. */
  readonly user_name_key: string;
  readonly external_id: string | null;
  /** The identity provider made the person here. */
  readonly is_brought: boolean;
  /** JSON: parts of the name, what to call them, addresses. */
  readonly profile: string;
  readonly updated_at: string;
}

interface DirectoryGroupTable {
  readonly id: string;
  readonly name: string;
  readonly name_key: string;
  readonly external_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

interface DirectoryMemberTable {
  readonly group_id: string;
  readonly person_id: string;
}

/** The tables of signing in and of people. */
export interface SignInTables {
  readonly person: PersonTable;
  readonly sign_in_session: SessionTable;
  readonly sign_in_account: AccountTable;
  readonly second_factor: SecondFactorTable;
  readonly membership: MembershipTable;
  readonly audit_member: AuditMemberTable;
  readonly invitation: InvitationTable;
  readonly one_time_link: OneTimeLinkTable;
  readonly api_token: ApiTokenTable;
  readonly passkey: PasskeyTable;
  readonly directory_user: DirectoryUserTable;
  readonly directory_group: DirectoryGroupTable;
  readonly directory_member: DirectoryMemberTable;
}
