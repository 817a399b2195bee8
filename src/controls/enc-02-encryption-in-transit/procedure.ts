import type { JudgeContext } from "../../assess/control.js";
import { cutAt } from "../../assess/families/cut-stretch.js";
import { mustBe, settingHeld } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import type { StateWords } from "../../assess/families/state-outcome.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { CERTIFICATE_TYPES, type TransportSettings } from "../../populations/transport-settings/population.js";

/** The parameters as promised on the day of the item. */
export interface TransportPromise {
  readonly min_tls: "1.0" | "1.1" | "1.2" | "1.3";
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<TransportPromise>;
type Segment = TransportSettings["segments"][number];

/** A: no plaintext was served; a redirect serves nothing else. */
export function tlsEnforced(item: TransportSettings, context: Context): Outcome {
  if (isCertificate(item)) return notApplicable("a certificate: judged by C");
  return judged(item, context, {
    standing: ({ tlsPlaintext }) =>
      tlsPlaintext === "local" ? "exempt" : mustBe(tlsPlaintext, { good: ["false", "redirect"], bad: ["true"] }),
    words: { kind: "not-performed", broken: "served plaintext", question: "Did it serve plaintext" },
    graceMs: context.parameters.grace_minutes * MINUTE_MS,
  });
}

/** B: where TLS was spoken, no version older than promised was accepted. */
export function versionReached(item: TransportSettings, context: Context): Outcome {
  if (isCertificate(item)) return notApplicable("a certificate: judged by C");
  const { min_tls } = context.parameters;
  return judged(item, context, {
    standing: (segment) => versionStanding(segment, min_tls),
    words: {
      kind: "wrong-result",
      broken: `accepted versions older than TLS ${min_tls}`,
      question: "Which was the oldest version of TLS it accepted",
    },
    graceMs: context.parameters.grace_minutes * MINUTE_MS,
  });
}

/** C: while it was used, the certificate had not expired. */
export function certificateValid(item: TransportSettings, context: Context): Outcome {
  if (!isCertificate(item) && item.segments.every(({ certificateNotAfter }) => certificateNotAfter === null)) {
    return notApplicable("no certificate of its own is recorded: certificates are items of their own");
  }
  const expiredFrom = ({ certificateNotAfter }: Segment) => {
    const end = momentOf(certificateNotAfter);
    return end === undefined ? null : end + 1;
  };
  const standing = (segment: Segment): Standing => {
    if (segment.certificateInUse === "false") return "exempt";
    if (segment.certificateNotAfter === null) return "unseen";
    const end = momentOf(segment.certificateNotAfter);
    if (end === undefined) return "unreadable";
    return segment.fromAt <= end ? "kept" : "broken";
  };
  return judged({ ...item, segments: cutAt(item.segments, expiredFrom) }, context, {
    standing,
    words: {
      kind: "not-performed",
      broken: "its certificate expired",
      question: "Until when was its certificate valid",
    },
    graceMs: 0,
  });
}

function isCertificate({ type }: TransportSettings): boolean {
  return CERTIFICATE_TYPES.has(type);
}

/** Whoever only redirects, or speaks no TLS at all, is A's question. */
function versionStanding({ tlsMinVersion, tlsPlaintext }: Segment, wanted: TransportPromise["min_tls"]): Standing {
  if (tlsPlaintext === "local" || tlsMinVersion === "none") return "exempt";
  if (tlsMinVersion === null) return tlsPlaintext === "redirect" ? "exempt" : "unseen";
  const place = VERSIONS.indexOf(tlsMinVersion);
  if (place < 0) return "unreadable";
  return place >= VERSIONS.indexOf(wanted) ? "kept" : "broken";
}

const VERSIONS: readonly string[] = ["ssl2", "ssl3", "1.0", "1.1", "1.2", "1.3"];

function momentOf(text: string | null): EpochMs | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

function judged(
  item: Omit<TransportSettings, "segments"> & { readonly segments: readonly Segment[] },
  context: Context,
  {
    standing,
    words,
    graceMs,
  }: {
    readonly standing: (segment: Segment) => Standing;
    readonly words: Omit<StateWords, "exempt">;
    readonly graceMs: number;
  },
): Outcome {
  return settingHeld(
    item,
    {
      standing,
      words: { ...words, exempt: "under an approved exception, out of scope or not asked about all the time" },
      streams: [{ stream: "cloud.config", scope: item.unit ?? "*" }],
      graceMs,
      maxGapMs: context.parameters.max_gap_hours * HOUR_MS,
    },
    context,
  );
}
