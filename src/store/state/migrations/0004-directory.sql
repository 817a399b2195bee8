-- What an identity provider says of people and groups that it provisions (SCIM).
alter table membership drop constraint membership_given_by_check;
alter table membership
  add constraint membership_given_by_check check (given_by in ('person', 'groups', 'directory'));
-- The identity provider says so; what owners say stands in status.
alter table membership add column is_disabled boolean not null default false;

create table directory_user (
  person_id text collate "C" primary key references person (id),
  user_name text not null,
  -- Lower case: names that differ in case alone are one.
  user_name_key text collate "C" not null unique,
  -- What the provider calls the person; it vouches for it, so it is not ours to compare.
  external_id text collate "C",
  -- It made the person here, so whoever it says signs in as them is believed.
  is_brought boolean not null,
  -- JSON: parts of the name, what to call them, addresses.
  profile text not null,
  updated_at text collate "C" not null
);

create index directory_user_external_id on directory_user (external_id);

create table directory_group (
  id text collate "C" primary key,
  name text not null,
  name_key text collate "C" not null unique,
  external_id text collate "C",
  created_at text collate "C" not null,
  updated_at text collate "C" not null
);

create table directory_member (
  group_id text collate "C" not null references directory_group (id) on delete cascade,
  person_id text collate "C" not null references person (id),
  primary key (group_id, person_id)
);

create index directory_member_by_person on directory_member (person_id);
