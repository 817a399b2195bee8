import { securityEvents } from "./alerts/events.js";
import { deploymentsOf } from "./changes/deployments.js";
import { historyOf } from "./changes/history.js";
import { incidentTickets } from "./changes/incident-tickets.js";
import { registersOf } from "./registers/registers.js";
import { accessTruths } from "./truths/access-truths.js";
import { changeTruths } from "./truths/change-truths.js";
import { operationTruths } from "./truths/operation-truths.js";
import { registerTruths } from "./truths/register-truths.js";
import type { PlantedTruth } from "./truths/truth.js";
import { worldOf } from "./world.js";

/**
 * Everything that is wrong with the sample company of that seed: together the outcomes are every deviation and every
 * open question that an audit of it may report, and nothing else.
 */
export function plantedTruths({ seed }: { readonly seed: string }): readonly PlantedTruth[] {
  const world = worldOf(seed);
  const history = historyOf(world);
  return [
    ...accessTruths(world),
    ...changeTruths(history, deploymentsOf(world, history)),
    ...operationTruths(securityEvents(seed)),
    ...registerTruths(world, registersOf(world, incidentTickets(history)).vulnerabilities),
  ];
}
