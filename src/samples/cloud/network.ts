import { DAY_MS } from "../../base/instant.js";
import { at } from "../moments.js";
import { CLOUD_ACCOUNT, COMPANY } from "../plan.js";
import { type Resource, single } from "./resources.js";

const REGION = "us-east-1";
const KEYS = ["data", "databases", "tables", "volumes"] as const;
const HOSTS = ["api", "console", "ledger", "webhooks"] as const;
const GROUPS = ["edge", "api", "web", "ledger", "databases", "workers", "cache", "build"] as const;

/** What traffic comes in through, and the keys that data is encrypted with. */
export function networkResources(): readonly Resource[] {
  return [
    ...HOSTS.map((host) => listener(host, "HTTPS")),
    listener("redirect", "HTTP"),
    distribution(),
    ...HOSTS.map(certificate),
    ...GROUPS.map((name, index) => securityGroup(name, index === 0)),
    ...KEYS.map((alias) => key(alias, "SYMMETRIC_DEFAULT")),
    key("document-signing", "RSA_2048"),
  ];
}

/** Load balancers serve TLS 1.2 and later; the one plain listener only sends callers on. */
function listener(name: string, protocol: "HTTPS" | "HTTP"): Resource {
  const onward = { Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } };
  const serves = { Type: "forward", TargetGroupArn: `${balancing("targetgroup")}/${name}/6d0ecf831eec9f09` };
  return single(
    "AWS::ElasticLoadBalancingV2::Listener",
    name,
    `${balancing("listener")}/app/${name}/50dc6c495c0c9188`,
    {
      Protocol: protocol,
      Port: protocol === "HTTPS" ? 443 : 80,
      DefaultActions: [protocol === "HTTPS" ? serves : onward],
      ...(protocol === "HTTPS" ? { SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" } : {}),
    },
  );
}

function balancing(kind: string): string {
  return `arn:aws:elasticloadbalancing:${REGION}:${CLOUD_ACCOUNT}:${kind}`;
}

function distribution(): Resource {
  const arn = `arn:aws:cloudfront::${CLOUD_ACCOUNT}:distribution/E2TARNWWW`;
  return single("AWS::CloudFront::Distribution", "E2TARNWWW", arn, {
    distributionConfig: {
      aliases: { items: [`www.${COMPANY.domain}`] },
      defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
      cacheBehaviors: { quantity: 0, items: [] },
      viewerCertificate: { cloudFrontDefaultCertificate: false, minimumProtocolVersion: "TLSv1.2_2021" },
    },
  });
}

/** Renewed by the provider; valid until well after the period. */
function certificate(host: string, index: number): Resource {
  const arn = `arn:aws:acm:${REGION}:${CLOUD_ACCOUNT}:certificate/tarnbrook-${host}`;
  return single("AWS::ACM::Certificate", `${host}.${COMPANY.domain}`, arn, {
    domainName: `${host}.${COMPANY.domain}`,
    notAfter: at("2026-09-12", "23:59") + index * 17 * DAY_MS,
    inUseBy: [`${balancing("loadbalancer")}/app/${host}/50dc6c495c0c9188`],
  });
}

/** Only the edge is open to everybody, on 443; the others let in what stands before them. */
function securityGroup(name: string, isEdge: boolean): Resource {
  const id = `sg-0tarn${name}`;
  const port = isEdge ? 443 : 8_443;
  const from = isEdge ? [{ cidrIp: "0.0.0.0/0" }] : [{ cidrIp: "10.20.0.0/16" }];
  return single("AWS::EC2::SecurityGroup", id, `arn:aws:ec2:${REGION}:${CLOUD_ACCOUNT}:security-group/${id}`, {
    groupId: id,
    groupName: name,
    ipPermissions: [
      { ipProtocol: "tcp", fromPort: port, toPort: port, ipv4Ranges: from, ipv6Ranges: [], prefixListIds: [] },
    ],
  });
}

function key(alias: string, spec: "SYMMETRIC_DEFAULT" | "RSA_2048"): Resource {
  const root = `arn:aws:iam::${CLOUD_ACCOUNT}:root`;
  const statement = { Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" };
  const beside = {
    KeyRotationStatus: spec === "SYMMETRIC_DEFAULT",
    Policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
  };
  const name = `tarnbrook-${alias}`;
  const made = single("AWS::KMS::Key", name, `arn:aws:kms:${REGION}:${CLOUD_ACCOUNT}:key/${name}`, {
    keyId: name,
    keyManager: "CUSTOMER",
    origin: "AWS_KMS",
    keySpec: spec,
    keyState: "Enabled",
  });
  return { ...made, items: made.items.map((item) => ({ ...item, supplementary: beside })) };
}
