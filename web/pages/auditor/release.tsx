import { Stack, Text } from "@mantine/core";
import { call } from "../../api/client";
import { EntranceError } from "../../components/entrance-frame";
import { InTwoSteps } from "../../components/in-two-steps";
import { Sheet } from "../../components/page";
import { moment, plural } from "../../lib/format";
import { useWish } from "../../lib/use-wish";
import { PortalLink } from "./portal-page";
import type { SelectionPaper } from "./selection";
import type { PortalView } from "./use-portal-view";

/** Whether the company knows which items were selected, and the way to tell it. */
export function Release({
  paper: { id, selection, released_at: releasedAt },
  view,
}: {
  readonly paper: SelectionPaper;
  readonly view: PortalView;
}) {
  const release = useWish((key, said: string) =>
    call("releaseSelection", { params: { audit: view.audit, selection: said }, body: { key } }),
  );
  if (releasedAt !== null) {
    return (
      <Text size="sm" className="gap">
        Released {moment(releasedAt)}: the company sees which items, not how they were chosen.{" "}
        {view.mayWork && (
          <PortalLink
            view={view}
            to="portal/requests"
            search={{ ask: "sample", selection: id, control: selection.control }}
          >
            Ask about {id}
          </PortalLink>
        )}
      </Text>
    );
  }
  return (
    <Sheet>
      <Stack gap="sm">
        <Text size="sm">
          Not released: the company does not see which items these are. Requests and exceptions can name them once it
          does.
        </Text>
        <EntranceError error={release.error} />
        {view.mayWork && (
          <InTwoSteps
            label="Release to the company"
            question={`The company will see which ${plural(selection.n, "item")} these are, and that cannot be taken back. It will not see the seed.`}
            yes="Release them"
            isBusy={release.isPending}
            onSure={() => release.mutate(id)}
          />
        )}
      </Stack>
    </Sheet>
  );
}
