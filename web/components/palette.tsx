import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { asking } from "../api/queries";
import { auditPath, holds, useSession } from "../lib/session";
import { SCREENS } from "../pages/registry";
import { Icon } from "./icons";
import { screenAddress, useCurrentAudit } from "./navigation";

/** Ctrl K: every screen, control and population by name. */
export function Palette() {
  const actions = useActions();
  return (
    <Spotlight
      actions={actions}
      shortcut={["mod + K", "/"]}
      limit={12}
      nothingFound="Nothing is called that."
      searchProps={{ placeholder: "A screen, a control, a population …", leftSection: <Icon name="search" /> }}
      highlightQuery
    />
  );
}

function useActions(): SpotlightActionData[] {
  const navigate = useNavigate();
  const audit = useCurrentAudit();
  const { data: session } = useSession();
  const { data: found } = useQuery({ ...asking("listControls", { params: { audit } }), enabled: audit !== "" });
  const go = (to: string) => () => void navigate({ to });
  const screens = SCREENS.flatMap((screen) =>
    screen.nav === undefined || !holds(session, screen.needs)
      ? []
      : [
          {
            id: `screen ${screen.path}`,
            label: screen.nav.label,
            description: "Screen",
            onClick: go(screenAddress(screen, audit)),
          },
        ],
  );
  const controls = (found?.controls ?? []).map(({ id, title }) => ({
    id: `control ${id}`,
    label: `${id} ${title}`,
    description: "Control",
    onClick: go(auditPath(audit, `controls/${id}`)),
  }));
  const populations = new Map(
    (found?.controls ?? []).map(({ population, population_title: title }) => [population, title]),
  );
  const lists = [...populations].map(([name, title]) => ({
    id: `population ${name}`,
    label: title,
    description: "Population",
    onClick: go(auditPath(audit, `populations/${name}`)),
  }));
  return [...screens, ...controls, ...lists];
}
