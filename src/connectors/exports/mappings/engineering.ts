/** GitHub pull requests. */
export const githubPulls = `
title: GitHub pull requests
doc: "GET /repos/{o}/{r}/pulls?state=closed as a list, or each pull request on its own (only then is it known who merged). Merged ones become changes; the population of changes rests on what landed, not on this list."
covers: [repo.changes]
normaliser: github-pull
`;

/** GitHub commits of pull requests. */
export const githubPullCommits = `
title: GitHub commits of pull requests
doc: 'GET .../pulls/{n}/commits, one file per pull request (commits-7.json), at most 250 commits; better with what else is known around the list: {"repository": "acme/api", "pull_number": 7, "merged_at": "...", "commits": [...]}.'
covers: [repo.changes]
rows: [commits]
file_name: '(?:^|[^0-9A-Za-z])(?:commits|pull|pr)-(?<pull>[0-9]+)'
normaliser: github-pull-commit
`;

/** GitHub reviews. */
export const githubReviews = `
title: GitHub reviews
doc: 'GET .../pulls/{n}/reviews. Each review names its pull request; else {"pull_number": 7, "repository": "acme/api", "reviews": [...]} or a file named reviews-7.json says it. A dismissed review does not say what it was.'
covers: [repo.reviews]
rows: [reviews]
file_name: '(?:^|[^0-9A-Za-z])(?:reviews|pull|pr)-(?<pull>[0-9]+)'
normaliser: github-review
`;

/** GitHub check runs. */
export const githubCheckRuns = `
title: GitHub check runs
doc: "GET .../commits/{ref}/check-runs?filter=all (the default hides re-runs)."
covers: [repo.checks]
rows: [check_runs]
normaliser: github-check-run
`;

/** GitHub deployments. */
export const githubDeployments = `
title: GitHub deployments
doc: "GET .../deployments, with the answer of its statuses_url put under statuses; without them the outcome is unknown."
covers: [deployments]
rows: [deployments]
normaliser: github-deployment
`;

/** GitHub repository activity: the forge's own record of what landed. */
export const githubActivityLog = `
title: GitHub repository activity
doc: "GET /repos/{o}/{r}/activity. One row per update of the protected branch; the commits between before and after come from the git connector."
covers: [repo.landed]
normaliser: github-activity
unique: true
`;

/** GitHub rule suites. */
export const githubRuleSuites = `
title: GitHub rule suites
doc: "GET .../rulesets/rule-suites?rule_suite_result=all. Pushes and merges past a rule; the answer reaches back a month at most."
covers: [repo.bypasses]
skip:
  - { name: no bypass, when: { column: result, is_not: [bypass] }, reason: the rules passed or the push was refused }
tables:
  - table: protection_bypass
    columns:
      id: { from: id, as: entity-id, kind: bypass, system: { from: ["@root.repository", "@repository"] } }
      repository: ["@root.repository", "@repository"]
      branch: { from: ref, as: join, split: refs/heads/ }
      actor_login: actor_name
      at: pushed_at
      after_sha: after_sha
      mechanism: { const: ruleset }
`;

/** GitHub webhook deliveries, as captured. */
export const githubWebhookDeliveries = `
title: GitHub webhook deliveries
doc: "Captured payloads of pull_request, pull_request_review, check_run and deployment. Deliveries are not repeated by GitHub: a gap in receiving is a gap in evidence."
covers: [repo.changes, repo.reviews, repo.checks, deployments]
single: true
normaliser: github-webhook
settle:
  - { table: review, by: [id] }
`;

/** AWS Config history. */
export const awsConfigHistory = `
title: AWS Config history
doc: "get-resource-config-history, or the configuration items that AWS Config delivers to a bucket. Put the history of one resource into one file: an interval ends where the next item of that file begins."
covers: [cloud.config]
rows: [configurationItems]
normaliser: aws-config-item
settle:
  - { table: resource_config, by: [resource_id, attribute] }
  - { table: cloud_resource, by: [id] }
`;

/** CloudTrail records. */
export const cloudtrailRecords = `
title: CloudTrail
doc: "The log files as AWS delivers them ({Records: [...]}, gzip), or records one a line. Refused calls and reads are read and counted, and change nothing. With a system on the source, console sign-ins are kept too."
covers: [cloud.changes, sign-ins]
rows: [Records]
normaliser: cloudtrail
unique: true
`;
