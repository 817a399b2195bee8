import { Select, Stack } from "@mantine/core";
import { call } from "../../api/client";
import { EntranceError } from "../../components/entrance-frame";
import { useWish } from "../../lib/use-wish";
import type { Request } from "./request-words";
import type { PortalView } from "./use-portal-view";

type Internal = NonNullable<Request["internal"]>;
const STATUSES: readonly Internal["status"][] = ["to do", "in progress", "in review", "not available"];

/** Where the company stands with a request. */
export function ProgressForm({
  request,
  internal,
  view: { audit },
}: {
  readonly request: Request;
  readonly internal: Internal;
  readonly view: PortalView;
}) {
  const progress = useWish((key, status: Internal["status"]) =>
    call("progressRequest", {
      params: { audit, request: request.id },
      body: { key, internal_status: status, owner: internal.owner },
    }),
  );
  return (
    <Stack gap="sm" align="flex-start">
      <Select
        label="Status with us"
        allowDeselect={false}
        disabled={progress.isPending}
        value={internal.status}
        data={[...STATUSES]}
        onChange={(value) => {
          const next = STATUSES.find((each) => each === value);
          if (next !== undefined && next !== internal.status) progress.mutate(next);
        }}
      />
      <EntranceError error={progress.error} />
    </Stack>
  );
}
