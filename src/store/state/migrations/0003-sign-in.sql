-- What better-auth 1.7 asks for, as it generated it, under names of ours; a test proves that it asks for nothing else.
create table person (
  id text collate "C" primary key,
  name text not null,
  email text collate "C" not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  two_factor_enabled boolean
);

create table sign_in_session (
  id text collate "C" primary key,
  expires_at timestamptz not null,
  token text collate "C" not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  person_id text collate "C" not null references person (id) on delete cascade,
  method text
);

create table sign_in_account (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  provider_id text collate "C" not null,
  person_id text collate "C" not null references person (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);

create table sign_in_verification (
  id text collate "C" primary key,
  identifier text collate "C" not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create table second_factor (
  id text collate "C" primary key,
  secret text collate "C" not null,
  backup_codes text not null,
  person_id text collate "C" not null references person (id) on delete cascade,
  verified boolean,
  failed_count integer,
  locked_until timestamptz
);

create table sign_in_rate (
  id text collate "C" primary key,
  key text collate "C" not null unique,
  count integer not null,
  last_request bigint not null
);

create index sign_in_session_person_id_idx on sign_in_session (person_id);
create index sign_in_account_person_id_idx on sign_in_account (person_id);
create index sign_in_verification_identifier_idx on sign_in_verification (identifier);
create index second_factor_secret_idx on second_factor (secret);
create index second_factor_person_id_idx on second_factor (person_id);
-- One account of a provider belongs to one person.
create unique index sign_in_account_key on sign_in_account (provider_id, account_id);

-- What follows is ours.
create table membership (
  person_id text collate "C" primary key references person (id),
  -- Null only while the person waits for a role.
  role text check (
    role in ('owner', 'compliance-lead', 'control-owner', 'reviewer', 'contributor', 'auditor', 'viewer')
  ),
  status text not null check (status in ('active', 'waiting', 'locked', 'removed')),
  -- Whether an owner or the groups of the identity provider gave the role.
  given_by text not null check (given_by in ('person', 'groups')),
  is_fieldworker boolean not null,
  -- The first moment at which the person is no longer let in; null: none.
  expires_at text collate "C",
  check (status <> 'active' or role is not null),
  check (role is distinct from 'auditor' or expires_at is not null),
  check (role is distinct from 'owner' or expires_at is null)
);

create table audit_member (
  person_id text collate "C" not null references membership (person_id) on delete cascade,
  audit text collate "C" not null,
  primary key (person_id, audit)
);

-- Of links, invitations and tokens only SHA-256 digests are kept.
create table invitation (
  id text collate "C" primary key,
  token_hash text collate "C" not null unique,
  role text not null,
  -- Ids, one a line.
  audits text not null,
  is_fieldworker boolean not null,
  -- When what it gives ends; null: never.
  access_expires_at text collate "C",
  -- Whom it is for; null: whoever has the link.
  email text collate "C",
  created_by text collate "C" not null,
  created_at text collate "C" not null,
  expires_at text collate "C" not null,
  used_at text collate "C",
  used_by text collate "C",
  revoked_at text collate "C"
);

create table one_time_link (
  token_hash text collate "C" primary key,
  -- Whom it signs in; null: it makes the first owner.
  person_id text collate "C" references person (id),
  created_at text collate "C" not null,
  expires_at text collate "C" not null,
  used_at text collate "C",
  -- A newer link took its place.
  replaced_at text collate "C"
);

create table api_token (
  id text collate "C" primary key,
  token_hash text collate "C" not null unique,
  person_id text collate "C" not null references person (id),
  name text not null,
  -- Permissions, separated by spaces.
  scopes text not null,
  created_at text collate "C" not null,
  expires_at text collate "C" not null,
  last_used_at text collate "C",
  revoked_at text collate "C"
);

create index api_token_by_person on api_token (person_id);

create table passkey (
  id text collate "C" primary key,
  person_id text collate "C" not null references person (id),
  name text not null,
  -- As the authenticator named it, base64url.
  credential_id text collate "C" not null unique,
  -- COSE key, base64url.
  public_key text not null,
  counter bigint not null,
  transports text not null,
  is_backed_up boolean not null,
  created_at text collate "C" not null,
  last_used_at text collate "C"
);

create index passkey_by_person on passkey (person_id);
