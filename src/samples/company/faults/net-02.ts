import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { resourceId } from "../areas/cloud.js";
import { SECURITY_GROUP } from "../areas/network-and-keys.js";
import { cutCoverage } from "../coverage.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, removeRows } from "../rows.js";
import { type ActKind, actOf, changeAct, undoneFaults } from "./acts.js";
import { settingWas } from "./settings.js";
import { cloudThing, startOf, thingFaults } from "./things-over-time.js";

const REVIEW: ActKind = {
  control: "NET-02",
  kind: "firewall-review",
  label: "review of firewall rules",
  every: "half",
};

/** Ways in which administrators' ports stand open, or nobody looks at the rules. */
export const net02Faults: readonly Fault[] = faultsOf("NET-02", [
  ...thingFaults({
    control: "NET-02",
    attribute: "A",
    what: "SSH was open to everybody",
    bad: () => "22,443",
    kind: "not-performed",
    exceptionKind: "ingress",
    thing: cloudThing(groupAt, "ingress.open_ports"),
  }),
  ...[
    { id: "rdp", value: "3389", title: "RDP was open to everybody for an afternoon" },
    { id: "all-ports", value: "all", title: "Every port was open to everybody for an afternoon" },
    { id: "in-a-range", value: "443,3000-4000", title: "A range of ports with RDP in it was open to everybody" },
  ].map(({ id, value, title }) => ({
    attribute: "A",
    id,
    title,
    plant: ((rows, world, at) => {
      const { resource, label } = groupAt(at);
      const from = startOf(world, at);
      settingWas(rows, { resource, attribute: "ingress.open_ports" }, { value, from, to: from + 4 * HOUR_MS });
      return found("NET-02", "A", label, "not-performed");
    }) satisfies Fault["plant"],
  })),
  {
    attribute: "A",
    id: "perhaps-unused",
    title: "SSH was open on a group of which nobody recorded whether it is used",
    plant: (rows, world, at) => {
      const { resource, label } = groupAt(at);
      const from = startOf(world, at);
      removeRows(
        rows,
        "resource_config",
        (row) => row.resource_id === resource && row.attribute === "ingress.attached",
      );
      settingWas(rows, { resource, attribute: "ingress.open_ports" }, { value: "22", from, to: from + 2 * DAY_MS });
      return open("NET-02", "A", label, "gap");
    },
  },
  {
    attribute: "A",
    id: "taken-into-use",
    title: "A group with SSH open, meant for nothing, was taken into use",
    plant: (rows, world, at) => {
      if (at > 0) throw new RangeError("there is one such group");
      const from = startOf(world, at);
      const resource = resourceId(SECURITY_GROUP, "unused");
      settingWas(rows, { resource, attribute: "ingress.attached" }, { value: "true", from, to: from + 6 * DAY_MS });
      return found("NET-02", "A", "security group unused", "not-performed");
    },
  },
  {
    attribute: "A",
    id: "new-and-open",
    title: "A new group had SSH open for its first three days",
    plant: (rows, world, at) => {
      const { plan, covered } = world;
      const from = startOf(world, at);
      const name = `planted-${at + 1}`;
      const id = resourceId(SECURITY_GROUP, name);
      const base = { resource_id: id, to_lo: null, to_hi: null, seen_at: covered.end, changed_by: null, from_at: from };
      const shut = from + 3 * DAY_MS;
      addRows(rows, "cloud_resource", {
        id,
        account_ref: plan.cloudAccount,
        type: SECURITY_GROUP,
        name,
        created_at: from,
        deleted_at: null,
        is_production: true,
        has_customer_data: null,
      });
      addRows(
        rows,
        "resource_config",
        { ...base, id: `${id} attached`, attribute: "ingress.attached", value: "true" },
        {
          ...base,
          id: `${id} open`,
          attribute: "ingress.open_ports",
          value: "22",
          to_lo: shut,
          to_hi: shut,
          seen_at: shut,
        },
        { ...base, id: `${id} shut`, attribute: "ingress.open_ports", value: "none", from_at: shut },
      );
      return found("NET-02", "A", `security group ${name}`, "not-performed");
    },
  },
  ...undoneFaults("B", REVIEW),
  {
    attribute: "B",
    id: "of-one-team",
    title: "One team reviewed its own rules, nobody those of the company",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, REVIEW, at);
      changeAct(rows, act, { subject: "team platform" });
      return found("NET-02", "B", item, "not-performed");
    },
  },
  {
    attribute: "B",
    id: "another-half",
    title: "The review names another half of the year",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, REVIEW, at);
      changeAct(rows, act, { period_key: "2020-H1" });
      return found("NET-02", "B", item, "not-performed");
    },
  },
  {
    attribute: "B",
    id: "records-unseen",
    title: "There is no review, and for a week nobody saw the records of reviews",
    plant: (rows, world, at) => {
      const { act, item, intervalEnd } = actOf(rows, world, REVIEW, at);
      const to = (intervalEnd ?? world.period.end) - DAY_MS;
      removeRows(rows, "activity", ({ id }) => id === act.id);
      cutCoverage(rows, { stream: "network.reviews", from: to - 7 * DAY_MS, to });
      return open("NET-02", "B", item, "gap");
    },
  },
]);

function groupAt(at: number): { readonly resource: string; readonly label: string } {
  return { resource: resourceId(SECURITY_GROUP, `group-${at + 1}`), label: `security group group-${at + 1}` };
}
