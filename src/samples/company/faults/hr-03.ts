import { DAY_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type PolicyVersion, policyVersions, renewedVersion } from "../areas/entry-formalities.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyPerson, CompanyWorld } from "../world.js";
import { joinerAt } from "./joiners.js";

type Act = TableRow<"activity">;

/** Ways in which policies go unacknowledged, late, or in the wrong version. */
export const hr03Faults: readonly Fault[] = faultsOf("HR-03", [
  renewed(
    {
      attribute: "A",
      id: "renewed-ignored",
      title: "Somebody never acknowledged the new version",
      kind: "not-performed",
    },
    () => null,
  ),
  renewed(
    {
      attribute: "A",
      id: "renewed-late",
      title: "Somebody acknowledged the new version after forty days",
      kind: "late",
    },
    ({ from }) => ({
      performed_at: from + 40 * DAY_MS,
    }),
  ),
  renewed(
    {
      attribute: "A",
      id: "renewed-undated",
      title: "An acknowledgement of the new version has no date",
      kind: "evidence-missing",
    },
    () => ({
      performed_at: null,
    }),
  ),
  joined({ id: "never", title: "A joiner never acknowledged a policy", kind: "not-performed" }, () => null),
  joined(
    { id: "a-week-late", title: "A joiner acknowledged a policy after three weeks", kind: "late" },
    ({ startAt }) => ({
      performed_at: startAt + 21 * DAY_MS,
    }),
  ),
  renewed(
    {
      attribute: "B",
      id: "old-version",
      title: "Somebody acknowledged the old version after the new one was published",
      kind: "wrong-result",
    },
    () => ({
      reference: "code-of-conduct@1",
    }),
  ),
  renewed(
    {
      attribute: "B",
      id: "draft",
      title: "Somebody acknowledged the draft of the new version, before it was published",
      kind: "wrong-result",
    },
    ({ from }) => ({
      performed_at: from - 2 * DAY_MS,
    }),
  ),
  renewed(
    {
      attribute: "B",
      id: "unknown-version",
      title: "Somebody acknowledged a version that was never published",
      kind: "wrong-result",
    },
    () => ({
      reference: "code-of-conduct@9",
    }),
  ),
]);

/** Somebody who stays, and the version that asks everybody again; `null` takes the acknowledgement away. */
function renewed(
  { attribute, id, title, kind }: { attribute: string; id: string; title: string; kind: string },
  to: (version: PolicyVersion) => Partial<Act> | null,
): Omit<Fault, "control"> {
  return {
    attribute,
    id,
    title,
    plant: (rows, world, at) => {
      const version = renewedVersion(world);
      const staying = world.people.filter(({ startAt, endAt }) => startAt < world.covered.start && endAt === null);
      const person = nth(staying, at);
      change(rows, acknowledgement(rows, person, version.key), to(version));
      return found("HR-03", attribute, `worker ${person.no}: ${version.key}`, kind);
    },
  };
}

/** A joiner and a policy that was in force, in one version, from the first day to long after. */
function joined(
  { id, title, kind }: { id: string; title: string; kind: string },
  to: (joiner: CompanyPerson) => Partial<Act> | null,
): Omit<Fault, "control"> {
  return {
    attribute: "A",
    id: `joiner-${id}`,
    title,
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      const version = steadyVersion(world, joiner);
      change(rows, acknowledgement(rows, joiner, version), to(joiner));
      return found("HR-03", "A", `worker ${joiner.no}: ${version}`, kind);
    },
  };
}

function steadyVersion(world: CompanyWorld, { startAt }: CompanyPerson): string {
  const until = startAt + 30 * DAY_MS;
  const found = policyVersions(world).find(({ from, to }) => from <= startAt && (to === null || to > until));
  if (found === undefined) throw new RangeError("every policy changed just after the joiner came");
  return found.key;
}

function acknowledgement(rows: CompanyRows, { no }: CompanyPerson, version: string): Act {
  return rowAt(rows, "activity", {
    where: ({ kind, subject, reference }) => kind === "acknowledgement" && subject === no && reference === version,
    at: 0,
  });
}

function change(rows: CompanyRows, { id }: Act, to: Partial<Act> | null): void {
  if (to === null) removeRows(rows, "activity", (row) => row.id === id);
  else changeRows(rows, "activity", { where: (row) => row.id === id, to });
}
