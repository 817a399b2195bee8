import { Button, Stack, Text } from "@mantine/core";
import { call } from "../../api/client";
import { DataTable } from "../../components/data-table";
import { EntranceError } from "../../components/entrance-frame";
import { Section, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { count, outOf, plural } from "../../lib/format";
import { useWish } from "../../lib/use-wish";
import type { SelectionPaper } from "./selection";
import { ToldLine } from "./told";
import type { PortalView } from "./use-portal-view";

type Reperformed = SelectionPaper["reperformed"][number];

/** Performs the control's test again on the selected items, from stored evidence, and shows what is the same. */
export function Again({ paper, view }: { readonly paper: SelectionPaper; readonly view: PortalView }) {
  const perform = useWish((key, selection: string) =>
    call("performAgain", { params: { audit: view.audit, selection }, body: { key } }),
  );
  return (
    <Section
      title="Performed again"
      lead="A process of its own judges the selected items anew, from stored evidence alone, and what it finds is put beside what the cards say."
    >
      <Sheet>
        <Stack gap="md">
          {paper.reperformed.length === 0 && !perform.isPending && <Text size="sm">Not performed again yet.</Text>}
          {paper.reperformed.map((each) => (
            <Found key={each.id} again={each} me={view.me} />
          ))}
          <EntranceError error={perform.error} />
          {view.mayWork && (
            <div className="no-print">
              <Button loading={perform.isPending} variant="default" onClick={() => perform.mutate(paper.id)}>
                Perform the test again
              </Button>
            </div>
          )}
          <Text size="sm" role="status" aria-live="polite">
            {perform.isPending
              ? `The test is performed on ${plural(paper.items.length, "item")}. It may take a minute.`
              : ""}
          </Text>
        </Stack>
      </Sheet>
    </Section>
  );
}

function Found({ again, me }: { readonly again: Reperformed; readonly me: string }) {
  const other = again.items.filter(({ is_same: isSame }) => !isSame);
  return (
    <div>
      <Text component="div" mb={4}>
        <StateBadge state={other.length === 0 ? "operated" : "failed"}>
          {other.length === 0
            ? `all ${count(again.items.length)} outcomes the same`
            : `${outOf(other.length, again.items.length)} outcomes differ`}
        </StateBadge>
      </Text>
      <ToldLine told={again} side="auditor" me={me} />
      <Text size="sm" c="dimmed">
        {again.id}: from {plural(again.log_size, "record")} of the log, by Lookback {again.lookback}
      </Text>
      {other.length > 0 && (
        <DataTable
          label={`What differs in ${again.id}`}
          rows={other}
          keyOf={({ item, attribute }) => `${item} ${attribute}`}
          file={again.id}
          empty="Nothing differs."
          columns={[
            { title: "Item", value: ({ item }) => item },
            { title: "Attribute", value: ({ attribute }) => attribute },
            { title: "Before", value: ({ before }) => before },
            { title: "Again", value: ({ again: now }) => now },
          ]}
        />
      )}
    </div>
  );
}
