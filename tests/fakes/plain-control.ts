/** The texts of a control that a test says nothing with. */
export const NO_TEXTS = {
  evidence: [],
  edgeCases: [],
  causes: [],
  compensating: [],
  remediation: "",
  limits: [],
} as const;
