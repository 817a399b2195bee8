import { useState } from "react";
import type { Answer } from "../../api/client";
import { DataTable } from "../../components/data-table";
import { ItemDrawer } from "../../components/item-drawer";
import { StateBadge } from "../../components/state-mark";
import { moment } from "../../lib/format";

type Exception = Answer<"showControl">["exceptions_list"][number];

/** The register of exceptions of one control. */
export function Exceptions({ control, audit }: { readonly control: Answer<"showControl">; readonly audit: string }) {
  const [item, setItem] = useState<string>();
  return (
    <>
      <DataTable<Exception>
        label="Exceptions"
        rows={control.exceptions_list}
        keyOf={({ id }) => id}
        onOpen={(exception) => setItem(exception.item)}
        file={`${control.id}-exceptions`}
        empty="No item deviated."
        columns={[
          { title: "Item", value: ({ label }) => label },
          { title: "When", value: ({ occurred_at: at }) => at, draw: ({ occurred_at: at }) => moment(at) },
          { title: "Question", value: ({ attribute }) => attribute },
          {
            title: "Kind",
            value: ({ kind }) => kind,
            draw: ({ kind }) => <StateBadge state="failed">{kind.replaceAll("-", " ")}</StateBadge>,
          },
          { title: "What was found", value: ({ text }) => text },
          { title: "State", value: ({ state }) => state },
        ]}
      />
      <ItemDrawer audit={audit} population={control.population} id={item} onClose={() => setItem(undefined)} />
    </>
  );
}
