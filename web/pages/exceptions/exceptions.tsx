import { Anchor } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type Answer, call } from "../../api/client";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { ItemDrawer } from "../../components/item-drawer";
import { Page, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { moment, plural } from "../../lib/format";
import { auditPath, useAuditId } from "../../lib/session";
import { usePopulationOf } from "../../lib/use-population-of";

type Exception = Answer<"listExceptions">["items"][number];

const AT_ONCE = 1_000;

/** The whole register of exceptions. */
export function Screen() {
  const audit = useAuditId();
  const [open, setOpen] = useState<Exception>();
  const populationOf = usePopulationOf(audit);
  const query = useInfiniteQuery({
    queryKey: ["listExceptions", audit],
    initialPageParam: "0",
    queryFn: ({ pageParam, signal }) =>
      call("listExceptions", { params: { audit }, query: { limit: AT_ONCE, cursor: pageParam } }, signal),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  return (
    <AnswerOf query={query} lines={16}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        return (
          <Page
            title="Exceptions"
            lead={`${plural(pages[0]?.total ?? 0, "exception")}: each one item that failed one question. Rebutted ones stay in the register.`}
          >
            <Sheet padding="sm">
              <Register rows={rows} audit={audit} onOpen={setOpen} />
            </Sheet>
            <ItemDrawer
              audit={audit}
              population={populationOf(open?.control)}
              id={open?.item}
              onClose={() => setOpen(undefined)}
            />
          </Page>
        );
      }}
    </AnswerOf>
  );
}

function Register({
  rows,
  audit,
  onOpen,
}: {
  readonly rows: readonly Exception[];
  readonly audit: string;
  readonly onOpen: (exception: Exception) => void;
}) {
  return (
    <DataTable<Exception>
      label="Exceptions"
      rows={rows}
      keyOf={({ id }) => id}
      onOpen={onOpen}
      file="exceptions"
      empty="No item deviated from any promise."
      columns={[
        { title: "Item", value: ({ label }) => label },
        { title: "When", value: ({ occurred_at: at }) => at, draw: ({ occurred_at: at }) => moment(at) },
        {
          title: "Control",
          value: ({ control, attribute }) => `${control}.${attribute}`,
          draw: ({ control, attribute }) => (
            <Anchor component={Link} to={auditPath(audit, `findings/${control}`)} size="sm">
              {control}.{attribute}
            </Anchor>
          ),
        },
        {
          title: "Kind",
          value: ({ kind }) => kind,
          draw: ({ kind }) => <StateBadge state="failed">{kind.replaceAll("-", " ")}</StateBadge>,
        },
        { title: "What was found", value: ({ text }) => text },
        { title: "State", value: ({ state }) => state },
      ]}
    />
  );
}
