import { Button, Center } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../../api/client";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Page, Sheet } from "../../components/page";
import { moment } from "../../lib/format";

const AT_ONCE = 100;

/** Who saw and did what. */
export function Screen() {
  const query = useInfiniteQuery({
    queryKey: ["listActivity"],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call("listActivity", { query: { limit: AT_ONCE, ...(pageParam === 0 ? {} : { before: pageParam }) } }, signal),
    getNextPageParam: ({ acts }) => (acts.length < AT_ONCE ? undefined : acts.at(-1)?.id),
  });
  return (
    <Page
      title="Activity log"
      lead="Who saw and did what on this server. Every act is written into the ledger within seconds, where nobody can take it back."
    >
      <Sheet padding="sm">
        <AnswerOf query={query} lines={12}>
          {({ pages }) => (
            <DataTable
              label="Activity"
              rows={pages.flatMap(({ acts }) => acts)}
              keyOf={({ id }) => String(id)}
              file="activity"
              empty="Nobody has looked at anything yet."
              columns={[
                { title: "When", value: ({ at }) => at, draw: ({ at }) => moment(at) },
                { title: "Who", value: ({ user }) => user },
                { title: "Role", value: ({ role }) => role },
                { title: "What", value: ({ what }) => what },
                { title: "Of", value: ({ subject }) => subject },
                { title: "Audit", value: ({ audit }) => audit },
                {
                  title: "Record",
                  value: ({ position }) => position,
                  draw: ({ position }) => position ?? "in a moment",
                  isNumber: true,
                },
              ]}
            />
          )}
        </AnswerOf>
        {query.hasNextPage && (
          <Center>
            <Button variant="default" size="xs" onClick={() => void query.fetchNextPage()}>
              Show earlier
            </Button>
          </Center>
        )}
      </Sheet>
    </Page>
  );
}
