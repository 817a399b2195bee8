import { AppError } from "../../base/app-error.js";
import { addDays, addMonths, day, type Instant, isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import { CONTROLS } from "../../controls/registry.js";
import { type CriterionId, criteriaOf } from "../../criteria/criteria.js";

export interface StarterInput {
  readonly name: string;
  readonly zone: string;
  readonly from?: string;
  readonly to?: string;
  /** For the default period: the last six whole months. */
  readonly today: Instant;
}

/** The files of a new workspace: a lookback.yaml that explains itself, and where exports go. */
export function starterWorkspace(input: StarterInput): readonly { path: string; bytes: Uint8Array }[] {
  const monthStart = day(`${input.today.slice(0, 7)}-01`);
  const from = input.from ?? addMonths(monthStart, -6);
  const to = input.to ?? addDays(monthStart, -1);
  if (!isZone(input.zone))
    throw usage(`"${input.zone}" is not a time zone this runtime knows`, "Use an IANA name such as Europe/Berlin.");
  if (!isDay(from) || !isDay(to) || from > to)
    throw usage(`the period ${from} to ${to} does not exist`, "Give --from and --to as YYYY-MM-DD, in order.");
  return [
    { path: "lookback.yaml", bytes: Buffer.from(starterYaml({ ...input, from, to })) },
    { path: "exports/README.md", bytes: Buffer.from(EXPORTS_README) },
    { path: ".gitignore", bytes: Buffer.from(".lookback/\nreports/\n") },
  ];
}

/** Criteria of the security category that none of `controls` is key to: nothing could show that they are met. */
export function withoutKeyControl(
  controls: readonly { readonly criteria: { readonly key: readonly CriterionId[] } }[],
): readonly CriterionId[] {
  const carried = new Set(controls.flatMap(({ criteria }) => criteria.key));
  return criteriaOf("security").filter((criterion) => !carried.has(criterion));
}

function usage(message: string, fix: string): AppError {
  return new AppError({ code: "bad-usage", message, fix });
}

function starterYaml({ name, zone, from, to }: { name: string; zone: string; from: string; to: string }): string {
  return `# What Lookback tests, and what it reads. Every key: docs/reference/lookback-yaml.md
version: 1
organisation:
  name: ${JSON.stringify(name)}
  time_zone: ${zone}
audit:
  type: II
  period: { from: ${from}, to: ${to} }
  categories: [security]
  # Criteria that are not to be assessed here: the projection says nothing about them, and says so.
  not_assessed: [${withoutKeyControl(CONTROLS).join(", ")}]

# The systems people have accounts in. Kinds: idp, app, scm, cloud, db, siem.
systems:
  # - { id: okta, kind: idp }
  # - { id: github, kind: scm }

repositories:
  # - { name: acme/api, branch: main }

cloud_accounts:
  # - { id: "111122223333", environment: production }

# How often every source is collected: a promise that goes on record, so that a collector that was paused shows.
# collect_every: 24h

# Outsiders who say when evidence was there, so that nobody has to believe this machine's clock. Two are better than one.
# Roots: what the authority publishes, in PEM. See docs/concepts/outside-time.md
# timestamps:
#   every: 1h
#   authorities:
#     - { url: "https://tsa-one.example/tsr", roots: trust/tsa-one-root.pem, valid: { from: ${from} } }
#     - { url: "https://tsa-two.example/tsr", roots: trust/tsa-two-root.pem }

# Outsiders who cosign each new head of the ledger, so that its history cannot be rewritten unseen
# (docs/guides/witness-and-pin.md).
# witnesses:
#   - { url: "https://witness.example/", vkey: "the line that lookback witness init printed" }

# Promises that differ from the defaults (docs/reference/controls.md), with the day they began.
controls:
  # IAM-03: { parameters: [{ revocation_sla_hours: 24 }] }

# What is captured is sealed. Losing .lookback/evidence/keys would lose it: name a folder for a second copy of the keys.
# confidential: { second_copy: ../lookback-keys/data.keyring }

sources:
  # - id: okta-users
  #   connector: exports
  #   mapping: okta-users
  #   system: okta
  #   files: exports/okta/users*.json
  #   covers: { from: ${from}, to: ${to} }
  #   extracted: { at: ${to}T23:00:00Z, by: svc-readonly, query: "GET /api/v1/users?search=status pr" }
`
    .replace(/^(systems|repositories|cloud_accounts|sources):\n((?: {2}#.*\n)+)/gm, "$1: []\n$2")
    .replace(/^controls:\n/m, "controls: {}\n");
}

const EXPORTS_README = `# Exports

Put the files here as the systems gave them; do not edit them. Name each in lookback.yaml under sources:, with the
mapping that reads it and the time it covers. See what a file gives before anything is stored:

    lookback collect --dry-run
`;
