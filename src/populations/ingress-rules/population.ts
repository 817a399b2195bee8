import { dueActivities } from "../kit/due-activities.js";
import { resourceStates } from "../kit/resource-states.js";
import { type BothItem, statesWith } from "../kit/states-with.js";

const ABOUT = {
  name: "ingress-rules",
  title: "Ingress rules over time, and reviews of them",
  doc: `One item per security group or other firewall that lived in the period in a cloud account in scope, however short, by
stretches in which what it lets in stays the same, and one per half of the year that ends in the period: a review that was due,
held or not. Records: settings \`ingress.open_ports\` (TCP ports that it opens to everybody, over IPv4 or IPv6: none, all, or
ports and ranges with commas as in 22,8000-8100; a port followed by ? is open to a list of addresses that nobody resolved) and
\`ingress.attached\` (false: no running interface uses it); activity \`firewall-review\` with period_key of the half (2026-H1).
Approved exceptions of kind \`ingress\` cover a firewall, or all of its account.`,
} as const;

const firewalls = resourceStates({
  ...ABOUT,
  types: { "AWS::EC2::SecurityGroup": "security group" },
  settings: ["ingress.open_ports", "ingress.attached"],
  exceptions: ["ingress"],
});

const reviews = dueActivities({
  ...ABOUT,
  label: "review of firewall rules",
  kind: "firewall-review",
  every: "half",
  parts: [],
  stream: "network.reviews",
});

/** Firewalls over time (`item_kind` state) and reviews that were due (`item_kind` review). */
export const ingressRules = statesWith({ ...ABOUT, states: firewalls, events: reviews, eventKind: "review" });

/** A firewall with its stretches, or a review that was due. */
export type IngressRules = BothItem<typeof ingressRules>;
