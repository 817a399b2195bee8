import { z } from "zod";

const Seconds = z.int().min(0);

/** What git said about the repository itself; times are seconds since 1970. */
export const Facts = z.strictObject({
  git: z.string(),
  /** The ref that stands for the branch. */
  ref: z.string(),
  tip: z.string(),
  is_bare: z.boolean(),
  has_remote: z.boolean(),
  /** First-parent commits: as listed, and as git counted them in a second call. */
  commits_listed: z.int().min(1),
  commits_counted: z.int().min(1),
  first_committed_s: Seconds,
  tip_committed_s: Seconds,
  /** When this clone last heard of its remote; null: not known, or there is no remote. */
  fetched_s: Seconds.nullable(),
  answered_s: Seconds,
});
export type Facts = z.infer<typeof Facts>;

const FIELD = "\x1f";
const VALUE = "\x1e";

/** One commit a line. Ids first and text last: what a person wrote cannot move what git computed. */
export const COMMIT_FORMAT = [
  "%H",
  "%T",
  "%P",
  "%at",
  "%ct",
  "%ae",
  "%ce",
  "%s",
  "%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1e)",
].join("%x1f");

/** Stands alone on the line between a reflog and the commits that it remembers and the branch has lost. */
export const LOST_MARK = "\x1dlost";

const ObjectId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

/** What git computed of a commit: right whatever the message holds. */
const CommitIds = z.object({
  sha: ObjectId,
  tree: ObjectId,
  parents: z.array(ObjectId),
});
type CommitIds = z.infer<typeof CommitIds>;

const Moment = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);

/** What the client of the committer claimed. */
export const CommitClaims = z.object({
  committedSeconds: Moment,
  authorEmail: z.string(),
  committerEmail: z.string(),
  subject: z.string(),
  coAuthors: z.array(z.string()),
});
export type CommitClaims = z.infer<typeof CommitClaims>;

export interface CommitLine {
  readonly row: number;
  readonly ids: CommitIds;
  /** Absent when the line holds more or fewer fields than it should, or no time. */
  readonly claims: CommitClaims | undefined;
}

/** Reads one line; `undefined` when even the ids are not there. */
export function parseCommitLine(line: string, row: number): CommitLine | undefined {
  const fields = line.split(FIELD);
  const [sha, tree, parents = "", , committed, authorEmail, committerEmail, subject, coAuthors] = fields;
  const ids = CommitIds.safeParse({ sha, tree, parents: parents.split(" ").filter((each) => each !== "") });
  if (!ids.success) return undefined;
  const claims = CommitClaims.safeParse({
    committedSeconds: committed,
    authorEmail,
    committerEmail,
    subject,
    coAuthors: coAuthors?.split(VALUE).filter((each) => each !== ""),
  });
  return { row, ids: ids.data, claims: fields.length === 9 && claims.success ? claims.data : undefined };
}

/** One move of a ref, as git's own file has it: the oldest first. */
export interface ReflogEntry {
  readonly row: number;
  /** Zeros when the ref was made. */
  readonly before: string;
  readonly after: string;
  readonly seconds: number;
  readonly message: string;
}

const REFLOG_LINE = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) .*> (\d{1,12}) [+-]\d{4}(?:\t(.*))?$/;

/** Reads one line of a reflog; `undefined` for anything else. */
export function parseReflogLine(line: string, row: number): ReflogEntry | undefined {
  const parts = REFLOG_LINE.exec(line);
  if (parts === null) return undefined;
  const [, before = "", after = "", seconds, message = ""] = parts;
  return { row, before, after, seconds: Number(seconds), message };
}
