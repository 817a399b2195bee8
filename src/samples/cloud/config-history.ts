import { instantOf } from "../../base/instant.js";
import { json } from "../files.js";
import { CLOUD_ACCOUNT } from "../plan.js";
import type { SampleSource } from "../source.js";
import { type ConfigItem, type Resource, resources } from "./resources.js";

/** The history of every resource as the configuration recorder answers, one file a resource. */
export function configHistorySource(): SampleSource {
  const all = resources();
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
