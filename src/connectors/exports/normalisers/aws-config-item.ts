import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { tableWrite } from "../mapping/write.js";
import { settingsOf } from "./aws-config-settings.js";
import { normaliser, reject, rows, skip } from "./normaliser.js";
import { WireInstant, WireInstantOrNull, WireText } from "./wire.js";

const ConfigItem = z.object({
  configurationItemCaptureTime: WireInstant,
  configurationItemStatus: z.string().min(1),
  resourceType: z.string().min(1),
  resourceId: z.string().min(1),
  resourceName: WireText,
  ARN: WireText,
  arn: WireText,
  awsAccountId: WireText,
  accountId: WireText,
  awsRegion: WireText,
  resourceCreationTime: WireInstantOrNull,
  tags: z.unknown().optional(),
  configuration: z.unknown().optional(),
  supplementaryConfiguration: z.unknown().optional(),
});

/**
 * One configuration item, as the history API answers it (configuration as text) or as AWS delivers it to a bucket
 * (configuration as a tree). Each setting holds until the next item of the same resource says otherwise.
 */
export const awsConfigItem = normaliser(ConfigItem, (item, facts) => {
  if (/NotRecorded$/.test(item.configurationItemStatus) && !/Deleted/.test(item.configurationItemStatus)) {
    return skip("not recorded", "the recorder did not record this resource: nothing is known of it");
  }
  const account = item.awsAccountId ?? item.accountId ?? facts.cloudAccount;
  if (account == null)
    return reject("awsAccountId", "nothing names the account", "Add `cloud_account:` to the source.");
  const id =
    item.ARN ?? item.arn ?? [account, item.awsRegion ?? "global", item.resourceType, item.resourceId].join("/");
  const isDeleted = /^ResourceDeleted/.test(item.configurationItemStatus);
  const at = item.configurationItemCaptureTime;
  const resource = tableWrite("cloud_resource", {
    id,
    account_ref: account,
    type: item.resourceType,
    name: item.resourceName ?? item.resourceId,
    created_at: item.resourceCreationTime,
    deleted_at: isDeleted ? at : null,
    is_production: facts.isProduction,
    has_customer_data: null,
  });
  if (isDeleted) return rows(resource);
  const settings = settingsOf(item.resourceType, item.configuration, item.supplementaryConfiguration);
  if (settings === undefined) {
    return reject("configuration", "the configuration is text that is not JSON", "Export the item again, unchanged.");
  }
  return rows(
    resource,
    ...settings.map(({ attribute, value }) =>
      tableWrite("resource_config", {
        id: entityId({ system: account, kind: "resource-config", key: [id, attribute, at].join("/") }),
        resource_id: id,
        attribute,
        value,
        from_at: at,
        to_lo: null,
        to_hi: null,
        seen_at: Math.max(at, facts.observedAt),
      }),
    ),
  );
});
