/** 2026-03-02, noon. */
export const MERGED_AT = Date.UTC(2026, 2, 2, 12);

/** A change approved by one independent, authorised person; what differs is named. */
export function change(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "change-412",
    occurredAt: MERGED_AT,
    label: "acme/api#412",
    unit: "acme/api",
    actor: "ann",
    evidence: null,
    kind: "change",
    branch: "main",
    number: 412,
    sha: "1a2b3c4d5e",
    mergeMethod: "squash",
    isEmergency: false,
    isInitialImport: false,
    isDocsOnly: false,
    botAuthorLogin: null,
    botTitle: null,
    hasPurpose: true,
    independentApprovals: 1,
    authorisedApprovals: 1,
    unprovenApprovals: 0,
    selfApprovals: 0,
    staleApprovals: 0,
    unmatchedApprovals: 0,
    unplacedApprovals: 0,
    unknownReviews: 0,
    lateApprovals: 0,
    firstLateApprovalAt: null,
    lateAuthorisedApprovals: 0,
    openChangeRequests: 0,
    unmatchedAuthors: 0,
    bypassAt: null,
    authorDeployedAt: null,
    unsureDeployedAt: null,
    ...more,
  };
}
