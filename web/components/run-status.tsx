import { Alert, Button, Group, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { asking } from "../api/queries";
import { upperFirst } from "../lib/format";
import { holds, useAuditId, useSession } from "../lib/session";
import { useStartRun } from "../lib/use-start-run";

const LOOK_MS = 1_500;

/** Says when an audit runs or has failed, and brings the page up to date when one is done. */
export function RunStatus() {
  const audit = useAuditId();
  const { data: session } = useSession();
  const mayLook = audit !== "" && holds(session, "see:projection");
  const start = useStartRun(audit);
  const { data } = useQuery({
    ...asking("listRuns", { params: { audit }, query: { limit: 2 } }),
    enabled: mayLook,
    staleTime: 0,
    refetchInterval: ({ state }) => (isGoing(state.data?.runs[0]?.state) ? LOOK_MS : 30_000),
  });
  const [newest] = data?.runs ?? [];
  useRefreshWhenDone(newest);
  if (newest === undefined) return null;
  if (isGoing(newest.state)) {
    return (
      <Alert variant="light" color="deep" mb="lg" className="no-print" role="status">
        <Text size="sm">
          {newest.state === "queued"
            ? "An audit waits for a worker."
            : `An audit runs: ${newest.progress || "starting"}.`}{" "}
          What you see is of the run before, until it is done.
        </Text>
      </Alert>
    );
  }
  if (newest.failure === null) return null;
  return (
    <Alert variant="outline" color="ember" mb="lg" className="no-print" title="The last audit could not be done">
      <Group justify="space-between">
        <Text size="sm">
          {upperFirst(newest.failure.message)}. {newest.failure.fix}
        </Text>
        {holds(session, "act:run") && (
          <Button size="xs" variant="default" onClick={() => start.mutate({ collects: true })}>
            Start it again
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function isGoing(state: string | undefined): boolean {
  return state === "queued" || state === "running";
}

/** What this browser knows of an audit is out of date once a run of it is done. */
function useRefreshWhenDone(newest: { readonly id: string; readonly state: string } | undefined): void {
  const client = useQueryClient();
  const watched = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (newest === undefined) return;
    if (isGoing(newest.state)) watched.current = newest.id;
    else if (watched.current === newest.id) {
      watched.current = undefined;
      void client.invalidateQueries();
    }
  }, [newest, client]);
}
