import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { at, daysBetween, weekdays } from "../moments.js";
import { handle, type Person, roleOn, worksOn } from "../people/person.js";
import { leadNo } from "../people/staff.js";
import { COLLECTOR_OUTAGE, COMPANY, PERIOD, PUBLIC_BUCKET } from "../plan.js";
import { Prng } from "../prng.js";
import type { Ticket } from "../tickets.js";
import type { World } from "../world.js";
import { bucketArn } from "./resources.js";

/** One write that a person made in the production account. */
export interface PersonalWrite {
  readonly at: EpochMs;
  /** Login in the session, with the ticket behind it where there is one. */
  readonly session: string;
  readonly ticket: string | null;
  readonly service: string;
  readonly action: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly isConsole: boolean;
}

const COUNT = 41;
const FIRST_TICKET = 301;

const KINDS: readonly (readonly [service: string, action: string, request: Readonly<Record<string, unknown>>])[] = [
  ["rds.amazonaws.com", "ModifyDBInstance", { dBInstanceIdentifier: "reporting", allocatedStorage: 400 }],
  ["ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", { groupId: "sg-0partnerlink" }],
  ["iam.amazonaws.com", "UpdateAssumeRolePolicy", { roleName: "report-runner" }],
  ["elasticloadbalancing.amazonaws.com", "ModifyLoadBalancerAttributes", { name: "edge-main" }],
  ["route53.amazonaws.com", "ChangeResourceRecordSets", { name: `status.${COMPANY.domain}` }],
  ["sqs.amazonaws.com", "SetQueueAttributes", { queueUrl: "webhook-outbox" }],
];

/** Writes by people: all but one with a ticket that the platform lead had approved before. */
export function personalWrites(world: World): readonly PersonalWrite[] {
  const random = new Prng(world.seed, "console");
  const days = weekdays(daysBetween("2026-01-06", PERIOD.to)).filter((day) => day < "2026-05-01" || day > "2026-05-05");
  const planned = Array.from({ length: COUNT }, (_, index): PersonalWrite => {
    const day = random.pick(days);
    const moment = at(day, "10:15", COMPANY.zone) + random.between(0, 350) * MINUTE_MS;
    const [service, action, request] = random.pick(KINDS);
    const ticket = `OPS-${FIRST_TICKET + index}`;
    const who = handle(random.pick(operators(world, day)));
    return { at: moment, session: `${who}@${ticket}`, ticket, service, action, request, isConsole: random.chance(55) };
  });
  return [...planned, unblocked(world)].sort((a, b) => a.at - b.at);
}

/** Somebody took the block off a bucket to let a partner test, and forgot it. */
function unblocked(world: World): PersonalWrite {
  const open = {
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  };
  const [person] = operators(world, PUBLIC_BUCKET.openedAt.slice(0, 10));
  return {
    at: Date.parse(PUBLIC_BUCKET.openedAt),
    session: person === undefined ? "unknown" : handle(person),
    ticket: null,
    service: "s3.amazonaws.com",
    action: "PutBucketPublicAccessBlock",
    request: { bucketName: PUBLIC_BUCKET.name, PublicAccessBlockConfiguration: open, publicAccessBlock: "" },
    isConsole: true,
  };
}

function operators({ people }: World, day: string): readonly Person[] {
  return people.filter(
    (person) =>
      person.no !== leadNo("ENG-PLAT") &&
      roleOn(person, day) === "ENG-PLAT" &&
      worksOn(person, day) &&
      person.moves.length === 0,
  );
}

/** The tickets behind the writes, and the one that followed the discovery of the open bucket. */
export function operationTickets(writes: readonly PersonalWrite[]): readonly Ticket[] {
  const own = writes.flatMap((write): readonly Ticket[] => {
    if (write.ticket === null) return [];
    return [
      {
        key: write.ticket,
        kind: "Change",
        summary: `${write.action} by hand`,
        createdAt: write.at - DAY_MS - HOUR_MS,
        reporterNo: leadNo("PRD"),
        approval: { by: leadNo("ENG-PLAT"), at: write.at - 3 * HOUR_MS },
        resolvedAt: write.at + 2 * HOUR_MS,
        labels: ["manual-change"],
      },
    ];
  });
  return [...own, driftTicket()];
}

/** The ticket that followed the discovery of the open bucket. */
export const DRIFT_TICKET = "OPS-900";

function driftTicket(): Ticket {
  const createdAt = Date.parse(PUBLIC_BUCKET.detectedAt) + 5 * MINUTE_MS;
  return {
    key: DRIFT_TICKET,
    kind: "Drift",
    summary: `Block of public access is off: ${bucketArn(PUBLIC_BUCKET.name)}`,
    createdAt,
    reporterNo: leadNo("SEC"),
    resolvedAt: Date.parse(PUBLIC_BUCKET.closedAt),
    labels: ["drift"],
  };
}

/** Whether the collector of the audit log was down. */
export function isInOutage(moment: EpochMs): boolean {
  return moment >= Date.parse(COLLECTOR_OUTAGE.from) && moment < Date.parse(COLLECTOR_OUTAGE.to);
}
