import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { deployments } from "../../populations/deployments/population.js";
import { fromProtectedBranch, pipelineOrApproved, traceable } from "./procedure.js";

/** CHG-05: production is deployed by the pipeline from protected branches, or by hand with another person's approval. */
export const chg05 = defineControl({
  id: "CHG-05",
  revision: 2,
  title: "Deployment only by pipeline",
  statement:
    "Production deployments run through the pipeline from protected branches; a manual deployment needs the approval of another person.",
  parameters: {
    clock_skew_seconds: {
      schema: z.int().min(0).max(3600),
      default: 300,
      doc: "differences up to this count as simultaneous (G-TIME-4)",
    },
    artefact_age_days: {
      schema: z.int().min(1),
      default: 90,
      doc: "how far back the branch must have been seen before a commit that is not on it counts as a deviation",
    },
  },
  criteria: { key: ["CC8.1"], supporting: ["CC6.8"] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "per_event",
  population: deployments,
  attributes: [
    {
      id: "A",
      title: "The artefact was built from a commit of a protected branch",
      isKey: true,
      judge: fromProtectedBranch,
    },
    {
      id: "B",
      title: "The pipeline deployed, or another person approved beforehand",
      isKey: true,
      judge: pipelineOrApproved,
    },
    { id: "C", title: "The deployment leads back to a commit", isKey: true, judge: traceable },
  ],
  evidence: ["Deployment log", "Provenance attestations", "Digests of the images that run"],
  edgeCases: [
    "G-BOT",
    "G-BREAKGLASS",
    "a rollback to a commit of a protected branch that was deployed properly before passes",
  ],
  causes: ["People hold deploy rights in the cluster or console"],
  compensating: ["Drift detection (CFG-01) found and resolved it"],
  remediation: "Admit only artefacts with signed provenance; take deploy rights from people.",
  limits: [
    "What a deployment log does not hold is not seen: compare it with what runs.",
    "The commit is what the deployment claims; only signed provenance proves that the artefact was built from it.",
    "Changes of feature flags are not deployments here.",
  ],
});
