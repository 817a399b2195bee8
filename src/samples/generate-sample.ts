import { authenticationSources } from "./access/authentication.js";
import { credentialSource } from "./access/credentials.js";
import { listingSources } from "./access/listings.js";
import { oktaSources } from "./access/okta.js";
import { reconciliationSources } from "./access/reconciliation.js";
import { accessTickets } from "./access/requests.js";
import { reviewSources } from "./access/reviews.js";
import { securityEvents } from "./alerts/events.js";
import { alertSources, detectionSources } from "./alerts/exports.js";
import { pagingSources } from "./alerts/paging.js";
import { branchSources } from "./changes/branch-exports.js";
import { deploymentSource, deploymentsOf } from "./changes/deployments.js";
import { forgeSources } from "./changes/forge-exports.js";
import { historyOf } from "./changes/history.js";
import { incidentTickets } from "./changes/incident-tickets.js";
import { auditLogSource } from "./cloud/audit-log.js";
import { backupSources, backupTickets } from "./cloud/backups.js";
import { configHistorySource, databaseParameterSource } from "./cloud/config-history.js";
import { operationTickets, personalWrites } from "./cloud/console-writes.js";
import { driftSources } from "./cloud/drift.js";
import { exceptionSource } from "./cloud/exceptions.js";
import { loggingSources } from "./cloud/logging.js";
import type { SampleFile } from "./files.js";
import { hrSources } from "./people/hr-exports.js";
import { trainingSource } from "./people/training.js";
import { lastResortTickets } from "./registers/last-resort.js";
import { registersOf } from "./registers/registers.js";
import type { SampleSource } from "./source.js";
import { ticketSource } from "./tickets.js";
import { workspaceFile } from "./workspace-file.js";
import { type World, worldOf } from "./world.js";

/**
 * Every file of the sample company's workspace, `lookback.yaml` first: the same seed gives the same bytes on every
 * machine. No clock, no randomness but the seed's. Which failures are planted in it: `plantedTruths`.
 */
export function* generateSample({ seed }: { readonly seed: string }): Iterable<SampleFile> {
  const sources = sourcesOf(worldOf(seed));
  yield workspaceFile(sources);
  for (const { files } of sources) yield* files;
}

/** All sources of the workspace in the order in which lookback.yaml names them. */
export function sourcesOf(world: World): readonly SampleSource[] {
  const { seed, people } = world;
  const history = historyOf(world);
  const incidents = incidentTickets(history);
  const writes = personalWrites(world);
  const registers = registersOf(world, incidents);
  const tickets = [
    ...accessTickets(world),
    ...incidents,
    ...operationTickets(writes),
    ...backupTickets(),
    ...lastResortTickets(),
    ...registers.tickets,
  ];
  return [
    ...hrSources(people),
    trainingSource(world),
    ...oktaSources(world),
    ...listingSources(world),
    ...authenticationSources(world),
    credentialSource(world),
    ...reviewSources(world),
    ...reconciliationSources(),
    ticketSource(tickets, world),
    ...forgeSources(history),
    ...branchSources(history, seed),
    deploymentSource(deploymentsOf(world, history)),
    configHistorySource(),
    databaseParameterSource(),
    auditLogSource(writes, seed),
    exceptionSource(),
    ...driftSources(seed),
    ...loggingSources(),
    ...backupSources(),
    ...alertSources(securityEvents(seed)),
    ...detectionSources(),
    ...pagingSources(incidents, seed),
    ...registers.sources,
  ];
}
