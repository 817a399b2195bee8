import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { addressOf, call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf, Empty } from "../../components/answer";
import { EntranceError } from "../../components/entrance-frame";
import { Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { moment, plural } from "../../lib/format";
import { auditPath } from "../../lib/session";
import { useWish } from "../../lib/use-wish";
import { Hash } from "./hash";
import type { Portal } from "./portal";
import { PortalLink, PortalPage } from "./portal-page";
import { toldText } from "./told";
import { type PortalView, usePortalView } from "./use-portal-view";

type Population = Portal["populations"][number];
type Frozen = Population["frozen"][number];

/** Is each list everything, and is it frozen before anybody names a seed? */
export function Screen() {
  const view = usePortalView();
  const query = useAnswer("showPortal", { params: { audit: view.audit }, query: view.query });
  return (
    <AnswerOf query={query} lines={16}>
      {(portal) => (
        <PortalPage
          view={view}
          title="Populations first"
          lead="A population is frozen before a seed is named: its hash is shown to both sides, so that neither can steer what is drawn."
        >
          <Populations portal={portal} view={view} />
        </PortalPage>
      )}
    </AnswerOf>
  );
}

function Populations({ portal, view }: { readonly portal: Portal; readonly view: PortalView }) {
  if (portal.populations.length === 0) {
    return (
      <Sheet>
        <Empty>Nothing was tested yet. Populations stand here once the company's first run is done.</Empty>
      </Sheet>
    );
  }
  return (
    <>
      {portal.scope === null && (
        <Text size="sm" className="gap">
          Nothing can be frozen before an auditor accepts the scope:{" "}
          <PortalLink view={view} to="portal">
            see the terms
          </PortalLink>
          .
        </Text>
      )}
      {/* Those with a list first: there is nothing to freeze where nothing is listed. */}
      {portal.populations
        .toSorted((a, b) => Number(b.frozen.length > 0) - Number(a.frozen.length > 0))
        .map((population) => (
          <PopulationCard key={population.name} population={population} portal={portal} view={view} />
        ))}
    </>
  );
}

function PopulationCard({
  population,
  portal,
  view,
}: {
  readonly population: Population;
  readonly portal: Portal;
  readonly view: PortalView;
}) {
  const { name, title, controls, items, is_reliable: isWhole, reasons, frozen } = population;
  return (
    <section className="sheet card pad-lg" aria-label={title}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className="grow">
          <Title order={2} size="h3">
            <Anchor component={Link} to={auditPath(view.audit, `populations/${name}`)} inherit>
              {title}
            </Anchor>
          </Title>
          <Text size="sm" c="dimmed">
            {plural(items, "item")}, tested by {controls.map(({ id }) => id).join(", ")}
          </Text>
        </div>
        <StateBadge state={isWhole ? "operated" : "evidence-gap"}>
          {isWhole ? "shown to be complete" : "not shown to be complete"}
        </StateBadge>
      </Group>
      {reasons.map((reason) => (
        <Text key={reason} size="sm" mt={4}>
          {reason}
        </Text>
      ))}
      <Stack gap="sm" mt="sm">
        {frozen.map((each) => (
          <FrozenList key={each.id} frozen={each} view={view} />
        ))}
        <Freeze population={population} portal={portal} view={view} />
      </Stack>
    </section>
  );
}

function FrozenList({ frozen, view }: { readonly frozen: Frozen; readonly view: PortalView }) {
  const { id, items, hash, as_of: asOf } = frozen;
  const params = { audit: view.audit, freeze: id };
  return (
    <div className="gap">
      <Text fw={600} size="sm">
        {id}: {plural(items, "item")}, frozen as of {moment(asOf)}
      </Text>
      <Hash value={hash} of={id} />
      <Text size="sm" c="dimmed">
        SHA-256 of the ids. {toldText(frozen, { side: "auditor", me: view.me })}
      </Text>
      <Group gap="md" mt={4} className="no-print">
        <Anchor size="sm" href={addressOf("downloadFrozenList", { params })} download>
          {id} as CSV
        </Anchor>
        <Anchor size="sm" href={addressOf("downloadFrozenList", { params, query: { form: "ids" } })} download>
          The bytes that were hashed
        </Anchor>
        {view.mayWork && (
          <PortalLink view={view} to="portal/selections" search={{ freeze: id }}>
            Select from {id}
          </PortalLink>
        )}
      </Group>
    </div>
  );
}

function Freeze({
  population: { name, title, hash, items, frozen },
  portal,
  view,
}: {
  readonly population: Population;
  readonly portal: Portal;
  readonly view: PortalView;
}) {
  const freeze = useWish((key, said: { readonly population: string; readonly hash: string | null }) =>
    call("freezePopulation", {
      params: { audit: view.audit, population: said.population },
      body: { key, hash: said.hash },
    }),
  );
  if (frozen.some((each) => each.hash === hash)) return null;
  const isNewer = frozen.length > 0;
  return (
    <div>
      <Text size="sm" mb={6}>
        {isNewer ? "The newest run lists other items than were frozen. Now: " : "Not frozen. Its hash is "}
        {hash === null ? "none, for nothing is listed." : <code className="break">{hash}</code>}
      </Text>
      <EntranceError error={freeze.error} />
      {view.mayWork && portal.scope !== null && !portal.is_closed && items > 0 && (
        <Button
          variant={isNewer ? "default" : "filled"}
          loading={freeze.isPending}
          aria-label={`Freeze ${title}`}
          onClick={() => freeze.mutate({ population: name, hash })}
        >
          {isNewer ? "Freeze the newest list too" : "Freeze"}
        </Button>
      )}
    </div>
  );
}
