import { AppShell, Badge, Burger, Group, Kbd, Select, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { openSpotlight } from "@mantine/spotlight";
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useAnswer } from "../api/queries";
import { auditPath, useAuditId, useSession } from "../lib/session";
import { Icon } from "./icons";
import { Navigation } from "./navigation";
import { Palette } from "./palette";
import { RunStatus } from "./run-status";
import { SchemeSwitch } from "./scheme-switch";

/** The frame of every page: where you are, which audit, how old what you see is. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  useEffect(() => {
    if (pathname !== "") close();
  }, [pathname, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: "md", collapsed: { mobile: !isOpen } }}
      padding={{ base: "md", sm: "xl" }}
    >
      <a className="skip" href="#content">
        To the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="md" size="sm" aria-label="Navigation" />
          <Brand />
          <AuditSwitch />
          <Group gap={6} ml="auto" wrap="nowrap">
            <UnstyledButton className="search" onClick={openSpotlight}>
              <Icon name="search" />
              <span className="wide-text">Search</span>
              <Kbd visibleFrom="sm" size="xs" aria-hidden="true">
                Ctrl K
              </Kbd>
            </UnstyledButton>
            <SchemeSwitch />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Screens">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content">
        <RunStatus />
        <Outlet />
      </AppShell.Main>
      <Palette />
    </AppShell>
  );
}

function Brand() {
  const { data } = useSession();
  return (
    <Group gap={10} wrap="nowrap" style={{ minWidth: 0 }}>
      <Link to="/" className="brand">
        <img src="/mark.svg" width={26} height={26} alt="" />
        <span>Lookback</span>
      </Link>
      {data?.workspace.is_sample === true && (
        <Badge color="ember" variant="outline" visibleFrom="xs" tt="none">
          Sample data: a made-up company
        </Badge>
      )}
    </Group>
  );
}

function AuditSwitch() {
  const audit = useAuditId();
  const navigate = useNavigate();
  const { data } = useAnswer("listAudits", {});
  if (data === undefined || data.audits.length < 2) return null;
  return (
    <Select
      aria-label="Audit"
      size="xs"
      w={260}
      visibleFrom="md"
      value={audit}
      allowDeselect={false}
      data={data.audits.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(id) => id !== null && void navigate({ to: auditPath(id) })}
    />
  );
}
