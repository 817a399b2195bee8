import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { DataTable } from "../../components/data-table";
import { Sheet } from "../../components/page";
import { auditPath } from "../../lib/session";
import type { Portal } from "./portal";
import type { PortalView } from "./use-portal-view";

/** The criteria in scope, each with the controls that are tested for it. */
export function Scope({ portal, view }: { readonly portal: Portal; readonly view: PortalView }) {
  return (
    <Sheet padding="sm">
      <DataTable
        label="Criteria in scope"
        rows={portal.criteria}
        keyOf={({ criterion }) => criterion}
        file="criteria"
        empty="Nothing was tested yet: the criteria stand here after the first run."
        columns={[
          { title: "Criterion", value: ({ criterion }) => criterion },
          { title: "About", value: ({ title }) => title },
          {
            title: "Controls",
            value: ({ controls }) => controls.map(({ id }) => id).join(", "),
            draw: ({ controls }) =>
              controls.length === 0
                ? "none"
                : controls.map(({ id, title }, at) => (
                    <span key={id}>
                      {at > 0 && ", "}
                      <Anchor
                        component={Link}
                        to={auditPath(view.audit, `controls/${id}`)}
                        title={title}
                        underline="always"
                        size="sm"
                      >
                        {id}
                      </Anchor>
                    </span>
                  )),
          },
        ]}
      />
    </Sheet>
  );
}
