import { Alert, Text } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ButtonTo, LinkTo } from "../../components/link-to";
import { Page } from "../../components/page";
import { auditPath } from "../../lib/session";
import type { PortalView } from "./use-portal-view";

const PARTS = [
  { path: "portal", label: "Where it stands" },
  { path: "portal/populations", label: "Populations" },
  { path: "portal/selections", label: "Selections" },
  { path: "portal/requests", label: "Requests" },
  { path: "portal/exceptions", label: "Exceptions" },
  { path: "portal/papers", label: "Papers", isOfAuditors: true },
] as const;

/** A page of the portal: its parts, and as whom it is looked at. */
export function PortalPage({
  view,
  title,
  lead,
  action,
  children,
}: {
  readonly view: PortalView;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Page title={title} lead={lead} action={action ?? <Sides view={view} />}>
      {view.isAsAuditor && <AsAuditor />}
      <Parts view={view} />
      {children}
    </Page>
  );
}

/** A link that stays on the side from which the portal is looked at. */
export function PortalLink({
  view,
  to,
  search,
  children,
}: {
  readonly view: PortalView;
  /** Below the audit. */
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}) {
  return (
    <LinkTo to={auditPath(view.audit, to)} search={{ ...view.query, ...search }}>
      {children}
    </LinkTo>
  );
}

function Parts({ view }: { readonly view: PortalView }) {
  const { pathname } = useLocation();
  const shown = PARTS.filter((part) => view.isAuditor || !("isOfAuditors" in part));
  return (
    <nav className="portal-parts no-print" aria-label="Auditor portal">
      {shown.map(({ path, label }) => {
        const to = auditPath(view.audit, path);
        const isHere = pathname === to || (path !== "portal" && pathname.startsWith(`${to}/`));
        return (
          <Link
            key={path}
            to={to}
            search={() => view.query}
            activeOptions={{ exact: true, includeSearch: false }}
            data-here={isHere}
            aria-current={isHere ? "page" : undefined}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}

/** Nobody of the company should have to believe us about what its auditors are shown. */
function Sides({ view: { isAuditor, isAsAuditor } }: { readonly view: PortalView }) {
  const { pathname } = useLocation();
  if (isAuditor) return null;
  return (
    <ButtonTo to={pathname} search={isAsAuditor ? {} : { as: "auditor" }}>
      {isAsAuditor ? "Back to the company's view" : "See exactly what the auditor sees"}
    </ButtonTo>
  );
}

function AsAuditor() {
  return (
    <Alert variant="outline" color="deep" title="As the auditors of this audit see it" role="note">
      <Text size="sm">
        Every answer on these pages is byte for byte the one that they get, and nothing can be written here. Not on
        them: what auditors selected and have not released, and their private remarks. Those are shown to nobody of the
        company.
      </Text>
    </Alert>
  );
}
