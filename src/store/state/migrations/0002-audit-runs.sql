create table audit_run (
  id text collate "C" primary key,
  audit text collate "C" not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  collects boolean not null,
  requested_by text collate "C" not null,
  requested_at text collate "C" not null,
  worker text collate "C",
  attempts integer not null default 0,
  started_at text collate "C",
  beat_at text collate "C",
  ended_at text collate "C",
  as_of text collate "C",
  progress text not null default '',
  report_sha256 text collate "C",
  failure_code text collate "C",
  failure_message text,
  failure_fix text
);

create index audit_run_by_audit on audit_run (audit, state, ended_at);
-- Asking again while a run waits is the same question.
create unique index audit_run_waiting on audit_run (audit) where state = 'queued';

create table activity (
  id bigint generated always as identity primary key,
  at text collate "C" not null,
  request_id text collate "C" not null unique,
  user_id text collate "C" not null,
  session_id text collate "C" not null,
  role text collate "C" not null,
  route text collate "C" not null,
  what text not null,
  audit text collate "C",
  subject text,
  -- Place in the log of the record that holds it; null until it is written there.
  position bigint
);

create index activity_unlogged on activity (id) where position is null;
create index activity_by_audit on activity (audit, id);
