create table log_origin (
  place integer primary key check (place = 1),
  origin text collate "C" not null
);

create table log_record (
  position bigint primary key check (position >= 0),
  stream text collate "C" not null,
  n bigint not null check (n >= 1),
  type text collate "C" not null,
  at text collate "C" not null,
  leaf_hash text collate "C" not null,
  unique (stream, n)
);

create index log_record_by_type on log_record (type, position);
