import { addMonths, DAY_MS, day, HOUR_MS } from "../../../base/instant.js";
import { dayAt, startOfDay } from "../../../base/zone.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { writeAct } from "./acts-and-duties.js";
import { resource, resourceId, setting } from "./cloud.js";

/** Listeners, certificates, keys and firewalls as they should be, and a review of the firewalls in every half. */
export function networkAndKeys(world: CompanyWorld, writer: RowWriter): void {
  for (const [thing, settings] of THINGS) {
    resource(thing, world, writer);
    for (const [attribute, value] of Object.entries(settings)) setting({ ...thing, attribute, value }, world, writer);
  }
  for (const [attribute, value] of Object.entries(TLS)) {
    setting({ type: "AWS::RDS::DBInstance", name: "main-db", attribute, value }, world, writer);
  }
  for (let index = 0; index < Math.max(6, world.plan.buckets); index += 1) {
    const thing = { type: SECURITY_GROUP, name: `group-${index + 1}` };
    resource(thing, world, writer);
    setting({ ...thing, attribute: "ingress.open_ports", value: index % 2 === 0 ? "443" : "none" }, world, writer);
    setting({ ...thing, attribute: "ingress.attached", value: "true" }, world, writer);
  }
  certificates(world, writer);
  rotationsByHand(world, writer);
  firewallReviews(world, writer);
}

/** Types of the things of this part. */
export const LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
export const CERTIFICATE = "AWS::ACM::Certificate";
export const KEY = "AWS::KMS::Key";
export const SECURITY_GROUP = "AWS::EC2::SecurityGroup";

const TLS = { "tls.plaintext": "false", "tls.min_version": "1.2" } as const;
const OWN_KEY = { "key.kind": "symmetric", "key.rotation": "true", "key.wildcard": "false", "key.deletion": "none" };
const HAND_KEY = { "key.kind": "imported", "key.wildcard": "false", "key.deletion": "none" };

const THINGS = [
  ...[1, 2, 3, 4, 5, 6].map((number) => [{ type: LISTENER, name: `https-${number}` }, TLS] as const),
  [
    { type: LISTENER, name: "http" },
    { "tls.plaintext": "redirect", "tls.min_version": "none" },
  ] as const,
  [
    { type: "AWS::CloudFront::Distribution", name: "www" },
    { "tls.plaintext": "redirect", "tls.min_version": "1.3" },
  ] as const,
  ...[1, 2, 3, 4, 5, 6].map((number) => [{ type: KEY, name: `key-${number}` }, OWN_KEY] as const),
  [
    { type: KEY, name: "signing" },
    { ...HAND_KEY, "key.kind": "asymmetric" },
  ] as const,
  ...["imported-1", "imported-2", "imported-3"].map((name) => [{ type: KEY, name }, HAND_KEY] as const),
  [
    { type: SECURITY_GROUP, name: "unused" },
    { "ingress.open_ports": "22", "ingress.attached": "false" },
  ] as const,
];

/** Names of the imported keys, which the company rotates by hand, as it does the one that signs. */
export const HAND_ROTATED = ["imported-1", "imported-2", "imported-3"];

/** Certificates of a private authority run for years; the last one is renewed a month before it runs out. */
function certificates(world: CompanyWorld, writer: RowWriter): void {
  const { covered } = world;
  for (const name of ["cert-1", "cert-2", "cert-3", "cert-4", "cert-5", "cert-6"]) {
    resource({ type: CERTIFICATE, name }, world, writer);
    setting({ type: CERTIFICATE, name, attribute: "certificate.in_use", value: "true" }, world, writer);
    const lasts = name === "cert-6" ? 365 : 1_200;
    for (let from = covered.start; from < covered.end; from += (lasts - 30) * DAY_MS) {
      writer.add("resource_config", {
        id: `${resourceId(CERTIFICATE, name)} until ${from}`,
        resource_id: resourceId(CERTIFICATE, name),
        attribute: "certificate.not_after",
        value: String(from + lasts * DAY_MS),
        from_at: from,
        to_lo: null,
        to_hi: null,
        seen_at: covered.end,
        changed_by: null,
      });
    }
  }
}

function rotationsByHand({ covered }: CompanyWorld, writer: RowWriter): void {
  for (const name of [...HAND_ROTATED, "signing"]) {
    for (let at = covered.start; at < covered.end; at += 300 * DAY_MS) {
      writeAct(writer, { kind: "key-rotation", subject: name, performed_at: at, performed_by: "E-1002" });
    }
  }
}

/** In the middle of each half of the year. */
function firewallReviews(world: CompanyWorld, writer: RowWriter): void {
  const { plan, covered } = world;
  for (let first = day(`${plan.coveredFrom.slice(0, 4)}-01-01`); ; first = addMonths(first, 6)) {
    const at = startOfDay(addMonths(first, 3), plan.zone) + 10 * HOUR_MS;
    if (at >= covered.end) return;
    if (dayAt(at, plan.zone) < plan.coveredFrom) continue;
    writeAct(writer, { kind: "firewall-review", performed_at: at, performed_by: headsOf(world).security.no });
  }
}
