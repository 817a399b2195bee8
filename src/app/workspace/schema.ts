import { z } from "zod";
import { RateText } from "../../assess/opinion/thresholds.js";
import { type Day, isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import { CATEGORIES, isCriterionId } from "../../criteria/criteria.js";
import { mayNamePerson } from "../../ledger/leaf.js";
import { Mirror } from "../mirror/config.js";
import { ServerConfig } from "../serving/server-config.js";
import { TimeStamps } from "../timestamps/config.js";
import { ConfiguredWitnesses, WitnessQuorum } from "../witness/witness-config.js";
import { Every } from "./every.js";

const DayText = z
  .string()
  .refine(isDay, "expected an existing day as YYYY-MM-DD")
  .transform((text) => text as Day);
const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/@:-]*$/, "expected letters, digits and . _ / @ : -");
const Criterion = z.string().refine(isCriterionId, "expected a criterion such as CC6.3");

/** In scope from and until: dates in the organisation's zone, the last day included. */
const Validity = { from: DayText.optional(), to: DayText.optional() };

const System = z.strictObject({
  id: Id,
  kind: z.enum(["idp", "app", "scm", "cloud", "db", "siem"]),
  /** Sign-in only through the identity provider, no local password or token. */
  sso_only: z.boolean().default(false),
  /** Which streams of this system are expected, by default all that its kind is tested on. */
  title: z.string().optional(),
  ...Validity,
});

const Repository = z.strictObject({ name: Id, branch: z.string().min(1).default("main"), ...Validity });

const CloudAccount = z.strictObject({
  id: Id,
  environment: z.enum(["production", "staging", "development", "sandbox"]),
  ...Validity,
});

const Listed = z.union([Id, z.strictObject({ key: z.string().min(1), ...Validity })]);

/** Entries with the day each began; the one without a day holds since ever. */
function dated<S extends z.ZodRawShape>(shape: S) {
  return z.array(z.strictObject({ from: DayText.optional(), ...shape })).min(1);
}

const ControlEntry = z.strictObject({
  /** Promises with the day they began; an item is judged by what was promised on its day. */
  parameters: z.array(z.looseObject({ from: DayText.optional() })).optional(),
  /** The promise in the company's words: since ever, or with the day each wording began. */
  statement: z
    .union([z.string(), dated({ text: z.string().min(1) })], { error: "expected a text, or a list of { from, text }" })
    .optional(),
  /** Which criteria it carries: the mapping in force on the period's last day applies to all of the period. */
  criteria: dated({ key: z.array(Criterion).default([]), supporting: z.array(Criterion).default([]) }).optional(),
  /** As of the period's last day, like the mapping. */
  risk: dated({ level: z.enum(["high", "moderate", "low"]) }).optional(),
  /** The control's own tolerable rate, as of the period's last day; without it, that of its risk. */
  tolerable: dated({ rate: RateText }).optional(),
  not_applicable: z.string().min(10, "say why, in a sentence").optional(),
  /** The control operated from and until; default: the whole period. */
  in_place: z.strictObject({ from: DayText.optional(), to: DayText.optional() }).optional(),
  /** Declared before testing: controls that may stand in for this one (R8.2). */
  redundant_with: z.array(Id).optional(),
  redundant_declared_on: DayText.optional(),
});

/** Revisions may be pinned here as well as in the ledger (`lookback controls pin`); both are compared. */
const Engagement = z.strictObject({
  /** Stands in the log, which is handed out whole. */
  id: Id.max(200).refine((id) => !mayNamePerson(id), "expected an id that is no e-mail address"),
  firm: z.string().min(1).optional(),
  /** Version of the opinion rules. */
  rules: z.string().min(1).optional(),
  /** Revisions by id of the control. */
  revisions: z.record(Id, z.number().int().min(1)).optional(),
  /** Digests of the workspace's own controls, by id: `lookback controls list` prints them. */
  own: z.record(Id, z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits")).optional(),
});

/** One place to read from. What a connector needs beyond these keys it checks itself. */
const Source = z.looseObject({ id: Id, connector: Id });

/** Where the master key that wraps the keys of sealed evidence stands: in a file, or in the environment. */
const MasterKey = z.union([z.strictObject({ file: z.string().min(1) }), z.strictObject({ env: z.string().min(1) })]);

const Confidential = z.strictObject({
  /** `all`: what is captured is sealed under a key of its own; `none`: it is stored as it is. */
  evidence: z.enum(["all", "none"]).default("all"),
  /** By default a file beside the wrapped keys, which protects copies of the blobs but not the machine itself. */
  master_key: MasterKey.optional(),
  /** A second file of wrapped keys in a folder that exists: against loss. Evidence is destroyed in both. */
  second_copy: z.string().min(1).optional(),
});

/** Nothing that is held is destroyed, whatever its age and whoever asks. */
const LegalHold = z.strictObject({
  why: z.string().min(10, "say why, in a sentence"),
  /** Only these sources; all when absent. */
  sources: z.array(Id).min(1).optional(),
  /** Only what was last seen from the first of these days on, and first seen up to the last of them. */
  ...Validity,
});

/** `lookback.yaml`. */
export const Workspace = z.strictObject({
  version: z.literal(1),
  /** Set only on generated sample companies: everything made from it is watermarked. */
  sample: z.boolean().default(false),
  organisation: z.strictObject({
    name: z.string().min(1),
    time_zone: z.string().refine(isZone, "expected an IANA zone such as Europe/Berlin"),
    holidays: z.array(DayText).default([]),
  }),
  audit: z.strictObject({
    type: z.enum(["I", "II"]).default("II"),
    period: z.strictObject({ from: DayText, to: DayText }),
    categories: z.array(z.enum(CATEGORIES)).min(1).default(["security"]),
    /** Criteria that this workspace does not assess yet: the projection says nothing about them, and says so. */
    not_assessed: z.array(Criterion).default([]),
    not_applicable: z.partialRecord(Criterion, z.string().min(10, "say why, in a sentence")).default({}),
    /** The engagement this workspace is judged for; what it pins is compared with what runs. */
    engagement: Engagement.optional(),
  }),
  systems: z.array(System).default([]),
  repositories: z.array(Repository).default([]),
  cloud_accounts: z.array(CloudAccount).default([]),
  lists: z
    .strictObject({
      birthright: z.array(Listed).default([]),
      pipeline_roles: z.array(Listed).default([]),
      ignored_actions: z.array(Listed).default([]),
    })
    .default({ birthright: [], pipeline_roles: [], ignored_actions: [] }),
  controls: z.record(z.string(), ControlEntry).default({}),
  confidential: Confidential.default({ evidence: "all" }),
  /** Days that evidence is kept after the end of its period; then it is due to be destroyed. */
  retention: z.strictObject({ days: z.int().min(1).default(400) }).default({ days: 400 }),
  legal_hold: z.array(LegalHold).default([]),
  /** Outsiders who are asked to cosign each new head of the ledger, and how many of them must have done so. */
  witnesses: ConfiguredWitnesses.default([]),
  witness_quorum: WitnessQuorum.default("any"),
  /** Who says from outside when evidence was there; nobody by default. */
  timestamps: TimeStamps.optional(),
  /** A bucket with a second copy of the evidence; none by default. */
  mirror: Mirror.optional(),
  /** How people sign in to `lookback serve`, beyond links, passkeys and passwords. */
  server: ServerConfig.optional(),
  /** How often every source is promised to be collected: each run puts it on record, and `verify` names longer pauses. */
  collect_every: Every.optional(),
  sources: z.array(Source).default([]),
});

export type Workspace = z.infer<typeof Workspace>;
