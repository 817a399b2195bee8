import { stringify } from "yaml";
import { PIPELINE_ROLE } from "./areas/cloud.js";
import type { CompanyPlan } from "./plan.js";

/** What a company's `lookback.yaml` says besides its sources. */
export function companyYaml({
  name,
  zone,
  holidays,
  period,
  categories,
  systems,
  repositories,
  cloudAccount,
}: CompanyPlan): string {
  return stringify(
    {
      version: 1,
      sample: true,
      organisation: { name, time_zone: zone, holidays: [...holidays] },
      audit: { type: "II", period, categories: [...categories] },
      systems: systems.map(({ id, kind }) => ({ id, kind })),
      repositories: repositories.map((repository) => ({ name: repository.name, branch: "main" })),
      cloud_accounts: [{ id: cloudAccount, environment: "production" }],
      lists: { birthright: [], pipeline_roles: [PIPELINE_ROLE] },
      controls: { "ENC-01": { parameters: [{ key_type: "customer" }] } },
    },
    { lineWidth: 110 },
  );
}
