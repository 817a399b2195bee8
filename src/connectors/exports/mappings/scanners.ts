/** Prowler 4 and 5, JSON-OCSF. */
export const prowlerOcsf = `
title: Prowler findings
doc: "prowler aws --output-formats json-ocsf (versions 4 and 5), the list as written or one finding a line. Every finding is kept. Checks whose status decides a setting beyond doubt also give what was seen of the resource at that moment; nothing is said of the time between two scans. MANUAL and muted findings decide nothing."
covers: [scanner.findings]
normaliser: prowler-ocsf
`;

/** Compliance findings of any tool that writes OCSF 1.x. */
export const ocsfFindings = `
title: OCSF compliance findings
doc: "Compliance Finding (class 2003) or Detection Finding (class 2004) of OCSF 1.x, as a list or one a line; one row for each resource of a finding. Other classes are read and counted, and change nothing."
covers: [scanner.findings]
rows: [findings, Findings, events]
normaliser: ocsf-finding
`;

/** Results of static analysis: SARIF 2.1.0. */
export const sarif = `
title: SARIF results
doc: "SARIF 2.1.0 with one or several runs, as Trivy, Checkov, Semgrep, CodeQL and others write it. A run without a list of results is a reject: it may not have finished. Suppressed results are kept and marked; results that only a baseline had are read and change nothing."
covers: [scanner.findings]
rows: [runs, results]
normaliser: sarif-result
`;
