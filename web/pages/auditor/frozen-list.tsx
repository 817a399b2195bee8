import { Anchor, Group, Text, Title } from "@mantine/core";
import { addressOf } from "../../api/client";
import { StateBadge } from "../../components/state-mark";
import { moment, plural } from "../../lib/format";
import { Hash } from "./hash";
import type { Portal } from "./portal";
import { PortalLink } from "./portal-page";
import { toldText } from "./told";
import type { PortalView } from "./use-portal-view";

type Population = Portal["populations"][number];

/** A frozen population: its hash, for both sides to compare, and its list to take along. */
export function FrozenList({
  list,
  controls,
  view,
}: {
  readonly list: Population["frozen"][number];
  /** Those that test it. */
  readonly controls: Population["controls"];
  readonly view: PortalView;
}) {
  const { id, items, hash, as_of: asOf, title, is_reliable: isWhole, reasons, population } = list;
  const params = { audit: view.audit, freeze: id };
  return (
    <section className="sheet card pad-lg stacked" aria-label={id}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className="grow">
          <Title order={3}>
            {id}: {title}
          </Title>
          <Text size="sm" c="dimmed">
            {plural(items, "item")} as of {moment(asOf)}, tested by {controls.map((each) => each.id).join(", ")}
          </Text>
        </div>
        <Wholeness isWhole={isWhole} />
      </Group>
      {reasons.map((reason) => (
        <Text key={reason} size="sm" mt={4}>
          {reason}
        </Text>
      ))}
      <Text size="sm" fw={600} mt="sm">
        SHA-256 of the ids, one a line
      </Text>
      <Hash value={hash} of={id} />
      <Text size="sm" c="dimmed" mt={4}>
        {toldText(list, { side: "auditor", me: view.me })}
      </Text>
      <Group gap="md" mt="sm" className="no-print">
        {view.mayWork && (
          <PortalLink view={view} to="portal/selections" search={{ freeze: id }}>
            Select from {id}
          </PortalLink>
        )}
        <PortalLink view={view} to={`populations/${population}`}>
          Look at its items
        </PortalLink>
        <Anchor href={addressOf("downloadFrozenList", { params })} download underline="always">
          {id} as CSV
        </Anchor>
        <Anchor href={addressOf("downloadFrozenList", { params, query: { form: "ids" } })} download underline="always">
          The bytes that were hashed
        </Anchor>
      </Group>
    </section>
  );
}

/** Whether a list is shown to be all of it. */
export function Wholeness({ isWhole }: { readonly isWhole: boolean }) {
  return (
    <StateBadge state={isWhole ? "operated" : "evidence-gap"}>
      {isWhole ? "shown to be complete" : "not shown to be complete"}
    </StateBadge>
  );
}
