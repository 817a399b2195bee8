import { type ResourceStateItem, resourceStates } from "../kit/resource-states.js";

const SETTINGS = ["tls.plaintext", "tls.min_version", "certificate.not_after", "certificate.in_use"] as const;

/** Types of resources that are certificates: they have no listener of their own. */
export const CERTIFICATE_TYPES: ReadonlySet<string> = new Set(["AWS::ACM::Certificate", "certificate"]);

/** Endpoints, load balancers, databases and certificates over time. */
export const transportSettings = resourceStates({
  name: "transport-settings",
  title: "Endpoints and certificates over time",
  doc: `One item per listener, load balancer, distribution, database, other endpoint and certificate that lived in the period in
a cloud account in scope, however short, by stretches in which nothing that is known of it changes. Records: settings
\`tls.plaintext\` (true: unencrypted traffic is served; false: refused; redirect: only sent on to TLS; local: it listens on the
host itself only), \`tls.min_version\` (1.0, 1.1, 1.2, 1.3, ssl3; none: it does not speak TLS), \`certificate.not_after\` (end of
validity as epoch milliseconds), \`certificate.in_use\` (true, false). A resource of another type is in as soon as
\`tls.plaintext\` is recorded of it; a certificate that no other service lists has the type \`certificate\`. Approved exceptions
of kind \`tls\` cover a resource, or all of its account.`,
  types: {
    "AWS::ElasticLoadBalancingV2::Listener": "listener",
    "AWS::ElasticLoadBalancing::LoadBalancer": "load balancer",
    "AWS::CloudFront::Distribution": "distribution",
    "AWS::RDS::DBInstance": "database",
    "AWS::RDS::DBCluster": "database cluster",
    "AWS::ACM::Certificate": "certificate",
    certificate: "certificate",
  },
  settings: SETTINGS,
  exceptions: ["tls"],
});

/** One endpoint or certificate with its stretches. */
export type TransportSettings = ResourceStateItem<(typeof SETTINGS)[number]>;
