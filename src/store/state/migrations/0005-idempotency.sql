-- Writes that were asked for under a key, so that asking again does not do them again. Held for a day.
create table keyed_write (
  user_id text collate "C" not null,
  route text collate "C" not null,
  key text collate "C" not null,
  -- Of what was asked: the address and the body.
  asked_sha256 text collate "C" not null,
  begun_at text collate "C" not null,
  -- Null until it was answered.
  status integer,
  -- Null where the answer held a secret: that is kept nowhere.
  answer text,
  primary key (user_id, route, key)
);

create index keyed_write_by_age on keyed_write (begun_at);
