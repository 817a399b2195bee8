import { isoInstant } from "../mapping/dates.js";
import { own } from "../readers/path.js";
import { at, elements, type Setting } from "./aws-config-reading.js";

/**
 * What a listener of a load balancer serves: its default action only, because rules are resources of their own. What it
 * passes through unread (TCP, UDP) the item does not tell.
 */
export function listenerSettings(main: unknown): readonly Setting[] {
  switch (own(main, "Protocol")) {
    case "HTTPS":
    case "TLS":
      return [plaintext("false"), ...minVersion(policyVersion(own(main, "SslPolicy")))];
    case "HTTP":
      return [
        plaintext(isRedirectOnly(elements(own(main, "DefaultActions"))) ? "redirect" : "true"),
        ...minVersion("none"),
      ];
    default:
      return [];
  }
}

/** A classic load balancer cannot redirect; with a listener that passes through unread nothing is said. */
export function classicBalancerSettings(main: unknown): readonly Setting[] {
  const protocols = elements(own(main, "listenerDescriptions")).map((each) => at(each, "listener.protocol"));
  if (protocols.length === 0) return [];
  if (protocols.includes("HTTP")) return [plaintext("true")];
  return protocols.every((protocol) => protocol === "HTTPS" || protocol === "SSL") ? [plaintext("false")] : [];
}

/** What a distribution serves to viewers, over all of its paths. */
export function distributionSettings(main: unknown): readonly Setting[] {
  const config = own(main, "distributionConfig");
  const policies = [own(config, "defaultCacheBehavior"), ...elements(own(config, "cacheBehaviors"))].map((behaviour) =>
    own(behaviour, "viewerProtocolPolicy"),
  );
  const known = policies.filter((policy) => typeof policy === "string" && VIEWER_POLICIES.has(policy));
  const served = policies.includes("allow-all")
    ? "true"
    : policies.includes("redirect-to-https")
      ? "redirect"
      : "false";
  const certificate = own(config, "viewerCertificate");
  // On the provider's own domain the oldest version is TLS 1.0, whatever else is written there:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
  const isProviderDomain = own(certificate, "cloudFrontDefaultCertificate") === true;
  const version = isProviderDomain ? "1.0" : viewerVersion(own(certificate, "minimumProtocolVersion"));
  return [...(known.length === policies.length ? [plaintext(served)] : []), ...minVersion(version)];
}

/** Until when a certificate is valid, and whether a service uses it. */
export function certificateSettings(main: unknown): readonly Setting[] {
  const end = own(main, "notAfter");
  const ms = typeof end === "number" ? end : typeof end === "string" ? isoInstant(end) : undefined;
  const users = own(main, "inUseBy");
  return [
    ...(ms === undefined ? [] : [{ attribute: "certificate.not_after", value: String(ms) }]),
    ...(Array.isArray(users) ? [{ attribute: "certificate.in_use", value: String(users.length > 0) }] : []),
  ];
}

function plaintext(value: "true" | "false" | "redirect"): Setting {
  return { attribute: "tls.plaintext", value };
}

function minVersion(value: string | undefined): readonly Setting[] {
  return value === undefined ? [] : [{ attribute: "tls.min_version", value }];
}

/** Every action sends the caller on to HTTPS; `#{protocol}` keeps what it came with. */
function isRedirectOnly(actions: readonly unknown[]): boolean {
  return (
    actions.length > 0 &&
    actions.every((action) => own(action, "Type") === "redirect" && at(action, "RedirectConfig.Protocol") === "HTTPS")
  );
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html: names tell their oldest version. */
function policyVersion(policy: unknown): string | undefined {
  if (typeof policy !== "string") return undefined;
  const named = /^ELBSecurityPolicy-(?:TLS13|TLS|FS)-1-([0-3])(?:-|$)/.exec(policy);
  if (named !== null) return `1.${named[1]}`;
  return OLD_POLICIES.has(policy) ? "1.0" : undefined;
}

const OLD_POLICIES: ReadonlySet<string> = new Set([
  "ELBSecurityPolicy-2014-10",
  "ELBSecurityPolicy-2015-02",
  "ELBSecurityPolicy-2015-03",
  "ELBSecurityPolicy-2015-05",
  "ELBSecurityPolicy-2016-08",
  "ELBSecurityPolicy-FS-2018-06",
]);

const VIEWER_POLICIES: ReadonlySet<string> = new Set(["allow-all", "redirect-to-https", "https-only"]);

/** `TLSv1.2_2021` and the like. */
function viewerVersion(policy: unknown): string | undefined {
  if (policy === "SSLv3") return "ssl3";
  const match = typeof policy === "string" ? /^TLSv1(?:\.([1-3]))?(?:_\d{4})?$/.exec(policy) : null;
  return match === null ? undefined : `1.${match[1] ?? "0"}`;
}
