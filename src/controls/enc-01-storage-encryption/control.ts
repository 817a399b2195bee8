import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { storageEncryption } from "../../populations/storage-encryption/population.js";
import { copiesToo, encrypted, requiredKeys } from "./procedure.js";

/** ENC-01: stores of customer data are encrypted at rest, copies too, with keys of the promised type. */
export const enc01 = defineControl({
  id: "ENC-01",
  revision: 1,
  title: "Encryption at rest",
  statement: "Customer data stores are encrypted at rest with {key_type} keys.",
  parameters: {
    key_type: {
      schema: z.enum(["managed", "customer"]),
      default: "managed",
      doc: "managed: keys the provider keeps, its default included; customer: only keys under the company's control",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after creation in which a resource may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: ["CC6.1"], supporting: ["C1.1", "CC6.7"] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: storageEncryption,
  attributes: [
    { id: "A", title: "Encrypted at rest all the time", isKey: true, judge: encrypted },
    { id: "B", title: "Encrypted with keys of the required type", isKey: true, judge: requiredKeys },
    { id: "C", title: "Snapshots and other copies are encrypted the same way", isKey: true, judge: copiesToo },
  ],
  evidence: ["Configuration history of cloud resources", "Infrastructure code", "Register of approved exceptions"],
  edgeCases: [
    "G-STATE",
    "A resource without customer data, by a tag approved before, is not applicable",
    "Turning encryption on does not encrypt what is already stored",
    "The provider's default counts if proven for the whole life of the resource",
  ],
  causes: ["Creation in the console", "Volumes from before the rule"],
  compensating: ["Encryption by the application"],
  remediation:
    "Deny unencrypted creation by an organisation policy, check it in the pipeline, repair drift automatically.",
  limits: [
    "A setting says nothing about objects stored before it: test objects or create the store anew.",
    "Replicas that are resources of their own are judged as stores, not as copies.",
    "Who may use the keys is not tested here.",
    "Data outside the recorded types of resources is not seen.",
  ],
});
