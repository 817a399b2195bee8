import { Button } from "@mantine/core";
import { call } from "../../api/client";
import { DataTable } from "../../components/data-table";
import { EntranceError } from "../../components/entrance-frame";
import { useWish } from "../../lib/use-wish";
import { Wholeness } from "./frozen-list";
import type { Portal } from "./portal";
import { PortalLink } from "./portal-page";
import type { PortalView } from "./use-portal-view";

type Population = Portal["populations"][number];

/** Populations that are not frozen as they are now, each with its hash and, for whoever does fieldwork, the way to freeze it. */
export function FreezeTable({
  populations,
  portal,
  view,
}: {
  readonly populations: readonly Population[];
  readonly portal: Portal;
  readonly view: PortalView;
}) {
  const freeze = useWish((key, { name, hash }: Pick<Population, "name" | "hash">) =>
    call("freezePopulation", { params: { audit: view.audit, population: name }, body: { key, hash } }),
  );
  const mayFreeze = view.mayWork && portal.scope !== null && !portal.is_closed;
  return (
    <>
      <EntranceError error={freeze.error} />
      <DataTable<Population>
        label="Populations to freeze"
        rows={populations}
        keyOf={({ name }) => name}
        file="populations"
        empty={
          portal.as_of === null
            ? "Nothing was tested yet. Populations stand here once the company's first run is done."
            : "Every population is frozen as the newest run lists it."
        }
        columns={[
          {
            title: "Population",
            value: ({ title }) => title,
            draw: ({ name, title, frozen }) => (
              <>
                <PortalLink view={view} to={`populations/${name}`}>
                  {title}
                </PortalLink>
                {frozen.length > 0 && <div className="quiet">other than what was frozen</div>}
              </>
            ),
          },
          { title: "Items", value: ({ items }) => items, isNumber: true },
          ...(mayFreeze
            ? [
                {
                  title: "Freeze",
                  value: () => null,
                  draw: ({ name, title, hash, items }: Population) =>
                    items > 0 && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Freeze ${title}`}
                        loading={freeze.isPending && freeze.variables.name === name}
                        disabled={freeze.isPending}
                        onClick={() => freeze.mutate({ name, hash })}
                      >
                        Freeze
                      </Button>
                    ),
                },
              ]
            : []),
          {
            title: "Everything?",
            value: ({ is_reliable: isWhole, reasons }) => (isWhole ? "shown" : reasons.join("; ")),
            draw: ({ is_reliable: isWhole }) => <Wholeness isWhole={isWhole} />,
          },
          { title: "Controls", value: ({ controls }) => controls.map(({ id }) => id).join(", ") },
          {
            title: "Hash",
            value: ({ hash }) => hash,
            draw: ({ hash }) => (hash === null ? "nothing is listed" : <code title={hash}>{hash.slice(0, 12)}…</code>),
          },
        ]}
      />
    </>
  );
}
