import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { transportSettings } from "../../populations/transport-settings/population.js";
import { certificateValid, tlsEnforced, versionReached } from "./procedure.js";

/** ENC-02: traffic is encrypted, with a current version of TLS and a valid certificate. */
export const enc02 = defineControl({
  id: "ENC-02",
  revision: 1,
  title: "Encryption in transit",
  statement: "External and service traffic uses TLS {min_tls} or later, with valid certificates.",
  parameters: {
    min_tls: { schema: z.enum(["1.0", "1.1", "1.2", "1.3"]), default: "1.2", doc: "the oldest version accepted" },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after creation in which an endpoint may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: ["CC6.7"], supporting: ["C1.1", "CC6.1"] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: transportSettings,
  attributes: [
    { id: "A", title: "TLS is enforced: no plaintext is served", isKey: true, judge: tlsEnforced },
    { id: "B", title: "No version older than promised is accepted", isKey: true, judge: versionReached },
    { id: "C", title: "The certificate is valid", isKey: true, judge: certificateValid },
  ],
  evidence: ["History of listener configuration", "Scans of endpoints", "Certificates with their validity"],
  edgeCases: [
    "G-STATE",
    "A listener that only redirects to TLS passes",
    "A health check that listens on the host itself is not applicable",
    "A certificate that nothing uses is not applicable; when that is not known it counts as used",
  ],
  causes: ["Old clients"],
  compensating: ["A private network with mutual TLS in the mesh"],
  remediation: "Keep listener policies as code, and renew certificates by a machine.",
  limits: [
    "What a listener passes through unread, as TCP, is unknown until the service behind it is recorded.",
    "Rules of a listener beside its default action are not seen.",
    "A parameter of a database that waits for a restart is not in force: record what is.",
  ],
});
