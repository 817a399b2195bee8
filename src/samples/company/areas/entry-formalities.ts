import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { RowWriter } from "../rows.js";
import type { CompanyPerson, CompanyWorld } from "../world.js";
import { writeAct } from "./acts-and-duties.js";
import { registerEntry } from "./register-rows.js";

/** What people go through: background check and confidentiality agreement before the first day, policies acknowledged. */
export function entryFormalities(world: CompanyWorld, writer: RowWriter): void {
  const versions = policyVersions(world);
  for (const version of versions) writer.add("register_entry", versionEntry(version, world));
  world.people.forEach((person, index) => {
    writeAct(writer, {
      kind: "background-check",
      subject: person.no,
      performed_at: person.startAt - 12 * DAY_MS,
      result: index % 7 === 6 ? "adjudicated" : "clear",
    });
    writeAct(writer, {
      kind: "confidentiality-agreement",
      subject: person.no,
      performed_at: person.startAt - 6 * DAY_MS,
      reference: "agreement-4",
    });
    for (const { key, at } of acknowledgementsOf(person, index, versions)) {
      writeAct(writer, { kind: "acknowledgement", subject: person.no, reference: key, performed_at: at });
    }
  });
}

/** A version of a policy. */
export interface PolicyVersion {
  readonly key: string;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  readonly class: "material" | "editorial";
}

/** Two policies: one with a material version early in the period, one with an editorial version in its middle. */
export function policyVersions({ period, covered }: CompanyWorld): readonly PolicyVersion[] {
  const since = covered.start - 2_000 * DAY_MS;
  const renewed = period.start + 12 * DAY_MS + 9 * HOUR_MS;
  const reworded = period.start + Math.floor((period.end - period.start) / 2);
  return [
    { key: "code-of-conduct@1", from: since, to: renewed, class: "material" },
    { key: "code-of-conduct@2", from: renewed, to: null, class: "material" },
    { key: "security-policy@4", from: since, to: reworded, class: "material" },
    { key: "security-policy@4.1", from: reworded, to: null, class: "editorial" },
  ];
}

/** The version that is published in the period and asks everybody again. */
export function renewedVersion(world: CompanyWorld): PolicyVersion {
  const found = policyVersions(world).find(({ key }) => key === "code-of-conduct@2");
  if (found === undefined) throw new RangeError("no version is renewed");
  return found;
}

/** A version's entry on the register. */
export function versionEntry(
  { key, from, to, class: kind }: PolicyVersion,
  world: CompanyWorld,
): TableRow<"register_entry"> {
  return registerEntry({ register: "policy-version", key, class: kind, from_at: from, to_at: to }, world);
}

/** Acknowledged on the fourth day of work, and some days after each material version; not by who had left by then. */
function acknowledgementsOf(
  { startAt, endAt }: CompanyPerson,
  index: number,
  versions: readonly PolicyVersion[],
): readonly { readonly key: string; readonly at: EpochMs }[] {
  return versions.flatMap(({ key, from, to, class: kind }, place) => {
    const isInForce = from <= startAt && (to === null || to > startAt);
    if (!isInForce && (kind === "editorial" || from <= startAt)) return [];
    // Never on the edge between two versions: a version that ends within these days is acknowledged before.
    const at = isInForce ? soonAfter(startAt, to) : from + (3 + (index % 18)) * DAY_MS;
    return endAt !== null && at >= endAt ? [] : [{ key, at: at + place * MINUTE_MS }];
  });
}

function soonAfter(startAt: EpochMs, to: EpochMs | null): EpochMs {
  const at = startAt + 4 * DAY_MS + 10 * HOUR_MS;
  return to !== null && to <= at ? startAt + Math.floor((to - startAt) / 2) : at;
}
