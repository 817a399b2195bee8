import { describe, expect, it } from "vitest";
import { settingsOf } from "./aws-config-settings.js";

/** The settings of an item, as one object. */
function shown(type: string, configuration: unknown, supplementary?: unknown): Record<string, string> | undefined {
  const settings = settingsOf(type, configuration, supplementary);
  return settings && Object.fromEntries(settings.map(({ attribute, value }) => [attribute, value]));
}

describe("listeners", () => {
  const listener = (more: object) => shown("AWS::ElasticLoadBalancingV2::Listener", more);
  const redirect = (Protocol: string) => ({ Type: "redirect", RedirectConfig: { Protocol, StatusCode: "HTTP_301" } });

  it("serve TLS from the oldest version that their policy names", () => {
    const version = (SslPolicy: string) => listener({ Protocol: "HTTPS", SslPolicy });
    expect(version("ELBSecurityPolicy-TLS13-1-2-2021-06")).toEqual({
      "tls.plaintext": "false",
      "tls.min_version": "1.2",
    });
    expect(version("ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04")).toMatchObject({ "tls.min_version": "1.2" });
    expect(version("ELBSecurityPolicy-TLS13-1-3-2021-06")).toMatchObject({ "tls.min_version": "1.3" });
    expect(version("ELBSecurityPolicy-TLS-1-1-2017-01")).toMatchObject({ "tls.min_version": "1.1" });
    expect(version("ELBSecurityPolicy-FS-1-2-Res-2020-10")).toMatchObject({ "tls.min_version": "1.2" });
    expect(version("ELBSecurityPolicy-FS-2018-06")).toMatchObject({ "tls.min_version": "1.0" });
    expect(version("ELBSecurityPolicy-2016-08")).toMatchObject({ "tls.min_version": "1.0" });
    expect(version("acme-own-policy")).toEqual({ "tls.plaintext": "false" });
    expect(listener({ Protocol: "TLS" })).toEqual({ "tls.plaintext": "false" });
  });

  it("serve plaintext, unless all they do is redirect to HTTPS", () => {
    const http = (...DefaultActions: object[]) => listener({ Protocol: "HTTP", DefaultActions });
    expect(http({ Type: "forward" })).toEqual({ "tls.plaintext": "true", "tls.min_version": "none" });
    expect(http(redirect("HTTPS"))).toEqual({ "tls.plaintext": "redirect", "tls.min_version": "none" });
    expect(http(redirect("#{protocol}"))).toMatchObject({ "tls.plaintext": "true" });
    expect(http(redirect("HTTPS"), { Type: "forward" })).toMatchObject({ "tls.plaintext": "true" });
    expect(http()).toMatchObject({ "tls.plaintext": "true" });
  });

  it("tell nothing of what they pass through", () => {
    for (const Protocol of ["TCP", "UDP", "TCP_UDP"]) expect(listener({ Protocol })).toEqual({});
  });

  it("of a classic load balancer tell only when all are known", () => {
    const classic = (...protocols: string[]) =>
      shown("AWS::ElasticLoadBalancing::LoadBalancer", {
        listenerDescriptions: protocols.map((protocol) => ({ listener: { protocol } })),
      });
    expect(classic("HTTPS", "SSL")).toEqual({ "tls.plaintext": "false" });
    expect(classic("HTTPS", "HTTP")).toEqual({ "tls.plaintext": "true" });
    expect(classic("HTTPS", "TCP")).toEqual({});
    expect(classic()).toEqual({});
  });
});

describe("distributions", () => {
  const distribution = (first: string, others: readonly string[], viewerCertificate: object = {}) =>
    shown("AWS::CloudFront::Distribution", {
      distributionConfig: {
        defaultCacheBehavior: { viewerProtocolPolicy: first },
        cacheBehaviors: {
          quantity: others.length,
          items: others.map((viewerProtocolPolicy) => ({ viewerProtocolPolicy })),
        },
        viewerCertificate,
      },
    });

  it("serve plaintext when one path does", () => {
    expect(distribution("https-only", [])).toEqual({ "tls.plaintext": "false" });
    expect(distribution("https-only", ["redirect-to-https"])).toEqual({ "tls.plaintext": "redirect" });
    expect(distribution("redirect-to-https", ["allow-all"])).toEqual({ "tls.plaintext": "true" });
    expect(distribution("https-only", ["a-new-word"])).toEqual({});
  });

  it("name their oldest version", () => {
    const version = (minimumProtocolVersion: string, more: object = {}) =>
      distribution("https-only", [], { minimumProtocolVersion, ...more })?.["tls.min_version"];
    expect(version("TLSv1.2_2021")).toBe("1.2");
    expect(version("TLSv1.1_2016")).toBe("1.1");
    expect(version("TLSv1_2016")).toBe("1.0");
    expect(version("TLSv1")).toBe("1.0");
    expect(version("SSLv3")).toBe("ssl3");
    expect(version("TLSv1.2_2021", { cloudFrontDefaultCertificate: true })).toBe("1.0");
    expect(version("TLSv2")).toBeUndefined();
  });
});

describe("certificates", () => {
  const certificate = (more: object) => shown("AWS::ACM::Certificate", more);
  it("say until when they are valid and whether they are used", () => {
    const end = Date.UTC(2026, 7, 1);
    expect(certificate({ notAfter: "2026-08-01T00:00:00.000Z", inUseBy: ["arn:listener"] })).toEqual({
      "certificate.not_after": String(end),
      "certificate.in_use": "true",
    });
    expect(certificate({ notAfter: end, inUseBy: [] })).toEqual({
      "certificate.not_after": String(end),
      "certificate.in_use": "false",
    });
    expect(certificate({ notAfter: "next year" })).toEqual({});
  });
});

describe("security groups", () => {
  const V4 = { ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] };
  const rule = (from: number, to: number, more: object = V4, ipProtocol: string = "tcp") => ({
    ipProtocol,
    fromPort: from,
    toPort: to,
    ...more,
  });
  const ports = (...ipPermissions: object[]) =>
    shown("AWS::EC2::SecurityGroup", { ipPermissions })?.["ingress.open_ports"];

  it("name the ports open to everybody, in order and joined", () => {
    expect(ports()).toBe("none");
    expect(ports(rule(443, 443), rule(22, 22))).toBe("22,443");
    expect(ports(rule(20, 25), rule(24, 80), rule(81, 81))).toBe("20-81");
    expect(ports(rule(0, 65_535))).toBe("all");
    expect(shown("AWS::EC2::SecurityGroup", {})).toEqual({});
  });

  it("count IPv6, and ranges in either spelling", () => {
    expect(ports(rule(22, 22, { ipv6Ranges: [{ cidrIpv6: "::/0" }] }))).toBe("22");
    expect(ports(rule(22, 22, { ipv6Ranges: [{ cidrIpv6: "0:0:0:0:0:0:0:0/0" }] }))).toBe("22");
    expect(ports(rule(22, 22, { ipRanges: ["0.0.0.0/0"] }))).toBe("22");
    expect(ports(rule(22, 22, { ipRanges: [{ cidrIp: "0.0.0.0/0" }] }))).toBe("22");
    expect(
      ports(rule(22, 22, { ipv4Ranges: [{ cidrIp: "10.0.0.0/8" }], ipv6Ranges: [{ cidrIpv6: "fd00::/8" }] })),
    ).toBe("none");
  });

  it("count every protocol as TCP too, and no other", () => {
    expect(ports({ ipProtocol: "-1", ...V4 })).toBe("all");
    expect(ports(rule(0, 0, V4, "-1"))).toBe("all");
    expect(ports(rule(22, 22, V4, "6"))).toBe("22");
    expect(ports(rule(22, 22, V4, "udp"))).toBe("none");
    expect(ports(rule(-1, -1, V4, "icmp"))).toBe("none");
  });

  it("leave open what a list of addresses that is only named lets in", () => {
    const list = { prefixListIds: [{ prefixListId: "pl-1" }] };
    expect(ports(rule(22, 22, list), rule(443, 443))).toBe("443,22?");
    expect(ports(rule(22, 22, { ...list, ...V4 }))).toBe("22");
  });
});

describe("keys", () => {
  const key = (configuration: object, supplementary: object = {}) =>
    shown("AWS::KMS::Key", configuration, supplementary);
  const OWN = {
    keyManager: "CUSTOMER",
    origin: "AWS_KMS",
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    keyState: "Enabled",
  };
  const policy = (more: object) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "kms:*", ...more }] });

  it("tell rotation, policy and deletion", () => {
    expect(key(OWN, { KeyRotationStatus: true, Policy: policy({}) })).toEqual({
      "key.kind": "symmetric",
      "key.rotation": "true",
      "key.wildcard": "true",
      "key.deletion": "none",
    });
    expect(key({ ...OWN, keyState: "PendingDeletion" }, { KeyRotationStatus: "false" })).toEqual({
      "key.kind": "symmetric",
      "key.rotation": "false",
      "key.deletion": "pending",
    });
    expect(key(OWN, { Policy: policy({ Condition: { StringEquals: { "kms:CallerAccount": "1" } } }) })).toMatchObject({
      "key.wildcard": "false",
    });
    expect(key(OWN, { Policy: JSON.stringify(policy({})) })).toMatchObject({ "key.wildcard": "true" });
    expect(key({})).toEqual({});
  });

  it("have a kind, and no rotation where the provider cannot rotate", () => {
    const kind = (more: object) => key({ ...OWN, ...more }, { KeyRotationStatus: false });
    expect(kind({ keyManager: "AWS" })).toEqual({ "key.kind": "provider", "key.deletion": "none" });
    expect(kind({ origin: "EXTERNAL" })).toEqual({ "key.kind": "imported", "key.deletion": "none" });
    expect(kind({ origin: "AWS_CLOUDHSM" })).toEqual({ "key.kind": "custom_store", "key.deletion": "none" });
    expect(kind({ customerMasterKeySpec: "RSA_2048" })).toEqual({ "key.kind": "asymmetric", "key.deletion": "none" });
    expect(kind({ keySpec: "HMAC_256" })).toEqual({ "key.kind": "hmac", "key.deletion": "none" });
  });
});

it("reads nothing of a type that nobody asks about, and refuses text that is not JSON", () => {
  expect(settingsOf("AWS::EC2::Instance", {}, {})).toEqual([]);
  expect(settingsOf("AWS::KMS::Key", "{", {})).toBeUndefined();
});
