import { Accordion, Anchor, Code, Group, Text, TextInput } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { AnswerOf, Empty } from "../../components/answer";
import { Page, Section, Sheet } from "../../components/page";
import { plural } from "../../lib/format";
import { byTag, contains, type Described, useDescription } from "./description";
import { RouteFacts } from "./route-facts";

/** Every route of this server, from the description by which it checks requests itself. */
export function Screen() {
  const query = useDescription();
  return (
    <Page
      title="API reference"
      lead={
        <>
          What programs may ask of this server, and how. They ask by a token, which{" "}
          <Anchor inherit underline="always" renderRoot={(props) => <Link {...props} to="/account" />}>
            whoever is signed in makes
          </Anchor>
          , within what it and they may. The same{" "}
          <Anchor href="/api/v1/openapi.json" inherit underline="always">
            as OpenAPI 3.1
          </Anchor>
          , for programs that make clients.
        </>
      }
    >
      <AnswerOf query={query} lines={16}>
        {(routes) => <Routes routes={routes} />}
      </AnswerOf>
    </Page>
  );
}

function Routes({ routes }: { readonly routes: readonly Described[] }) {
  const { q = "", open = "" }: { q?: string; open?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (search: { q?: string; open?: string }) =>
    void navigate({ to: ".", search: { q, open, ...search }, replace: true, resetScroll: false });
  const shown = routes.filter((route) => contains(route, q));
  return (
    <>
      <div>
        <TextInput
          aria-label="Search routes"
          placeholder="Search by address, title or permission"
          value={q}
          onChange={({ currentTarget }) => set({ q: currentTarget.value })}
          maw={360}
          className="no-print"
        />
        <Text size="sm" c="dimmed" mt="xs" role="status">
          {plural(shown.length, "route")}
        </Text>
      </div>
      {shown.length === 0 && <Empty>{`No route has "${q}" in its address, title, parameters or permission.`}</Empty>}
      {[...byTag(shown)].map(([tag, group]) => (
        <Section key={tag} title={tag}>
          <Sheet padding={0}>
            <Accordion order={3} value={open} onChange={(value) => set({ open: value ?? "" })}>
              {group.map((route) => (
                <Entry key={route.operationId} route={route} isOpen={open === route.operationId} />
              ))}
            </Accordion>
          </Sheet>
        </Section>
      ))}
    </>
  );
}

function Entry({ route, isOpen }: { readonly route: Described; readonly isOpen: boolean }) {
  return (
    <Accordion.Item value={route.operationId} id={route.operationId}>
      <Accordion.Control>
        <Text size="sm" component="span" display="block">
          {route.summary}
        </Text>
        <Group gap="xs" component="span" wrap="nowrap" align="baseline">
          <Code fw={600} className="method">
            {route.method}
          </Code>
          <Text size="sm" component="span" className="address">
            {route.path}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>{isOpen && <RouteFacts route={route} />}</Accordion.Panel>
    </Accordion.Item>
  );
}
