import { instantOf } from "../../base/instant.js";
import { csv, json } from "../files.js";
import { CLOUD_ACCOUNT } from "../plan.js";
import type { SampleSource } from "../source.js";
import { networkResources } from "./network.js";
import { type ConfigItem, type Resource, resources } from "./resources.js";

/** The history of every resource as the configuration recorder answers, one file a resource. */
export function configHistorySource(): SampleSource {
  const all = [...resources(), ...networkResources()];
  return {
    entry: {
      id: "aws-config-history",
      mapping: "aws-config-history",
      cloud_account: CLOUD_ACCOUNT,
      files: "aws/config/*.json",
      query: "aws configservice get-resource-config-history, once for each resource",
      count: all.reduce((sum, { items }) => sum + items.length, 0),
    },
    files: all.map((resource) => json(`aws/config/${fileName(resource)}.json`, answerOf(resource))),
  };
}

/** What a database demands of connections stands in its parameter group, which no configuration item has. */
export function databaseParameterSource(): SampleSource {
  const rows = resources()
    .filter(({ type }) => type === "AWS::RDS::DBInstance")
    .flatMap(({ arn, items: [first] }) =>
      [
        ["tls.plaintext", "false"],
        ["tls.min_version", "1.2"],
      ].map(([attribute, value]) => [arn, attribute, value, instantOf(first?.at ?? 0)]),
    );
  return {
    entry: {
      id: "rds-parameter-groups",
      mapping: "lookback-resource_config",
      cloud_account: CLOUD_ACCOUNT,
      files: "aws/rds-parameter-groups.csv",
      query:
        "aws rds describe-db-parameters of every instance: rds.force_ssl and ssl_min_protocol_version, in force since",
      count: rows.length,
    },
    files: [csv("aws/rds-parameter-groups.csv", ["arn", "attribute", "value", "from_at"], rows)],
  };
}

function fileName({ type, name }: Resource): string {
  return `${type.split("::").slice(1).join("-").toLowerCase()}-${name}`;
}

function answerOf(resource: Resource): unknown {
  return { configurationItems: resource.items.map((item) => itemOf(resource, item)) };
}

/** The answer has configurations as text inside text. */
function itemOf({ type, name, arn, createdAt }: Resource, item: ConfigItem): unknown {
  return {
    version: "1.3",
    accountId: CLOUD_ACCOUNT,
    configurationItemCaptureTime: instantOf(item.at),
    configurationItemStatus: item.status,
    configurationStateId: String(item.at),
    arn,
    resourceType: type,
    resourceId: name,
    resourceName: name,
    awsRegion: "us-east-1",
    resourceCreationTime: instantOf(createdAt),
    tags: {},
    configuration: JSON.stringify(item.configuration),
    supplementaryConfiguration: Object.fromEntries(
      Object.entries(item.supplementary ?? {}).map(([key, value]) => [key, JSON.stringify(value)]),
    ),
  };
}
