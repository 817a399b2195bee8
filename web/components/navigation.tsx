import { NavLink, ScrollArea, Stack, Text } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useAnswer } from "../api/queries";
import { auditPath, holds, useAuditId, useSession } from "../lib/session";
import { SCREENS, type Screen } from "../pages/registry";
import { Icon } from "./icons";

const GROUPS = ["Recover", "Examine", "Fieldwork", "Workspace"] as const;

/** The screens that this person may open. */
export function Navigation() {
  const { data: session } = useSession();
  const audit = useCurrentAudit();
  const shown = SCREENS.filter(({ nav, needs }) => nav !== undefined && holds(session, needs));
  return (
    <ScrollArea type="auto" offsetScrollbars>
      <Stack gap="md">
        {GROUPS.map((group) => {
          const screens = shown.filter(({ nav }) => nav?.group === group);
          return screens.length === 0 ? null : (
            <div key={group}>
              <Text size="xs" c="dimmed" fw={600} px="sm" mb={4}>
                {group}
              </Text>
              {screens.map((screen) => (
                <Entry key={screen.path} screen={screen} audit={audit} />
              ))}
            </div>
          );
        })}
      </Stack>
    </ScrollArea>
  );
}

/** The audit on screen, or the first that may be seen on pages that belong to none. */
export function useCurrentAudit(): string {
  const named = useAuditId();
  const { data } = useAnswer("listAudits", {});
  return named === "" ? (data?.audits[0]?.id ?? "") : named;
}

/** Where a screen is, for an audit. */
export function screenAddress({ path }: Screen, audit: string): string {
  return path.startsWith("/") ? path : auditPath(audit, path);
}

function Entry({ screen, audit }: { readonly screen: Screen; readonly audit: string }) {
  const { pathname } = useLocation();
  const to = screenAddress(screen, audit);
  const isHere = pathname === to || (screen.path !== "" && pathname.startsWith(`${to}/`));
  if (screen.nav === undefined) return null;
  return (
    <NavLink
      component={Link}
      to={to}
      activeOptions={{ exact: true, includeSearch: false }}
      label={screen.nav.label}
      leftSection={<Icon name={screen.nav.icon} />}
      active={isHere}
      aria-current={isHere ? "page" : undefined}
    />
  );
}
