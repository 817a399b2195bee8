import { Group } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { DataTable } from "../../components/data-table";
import { ItemView } from "../../components/item-drawer";
import { ButtonTo } from "../../components/link-to";
import { Side } from "../../components/side";
import { ItemBadge, StateBadge } from "../../components/state-mark";
import { moment } from "../../lib/format";
import { auditPath } from "../../lib/session";
import type { ItemState } from "../../lib/states";
import type { SelectionPaper } from "./selection";
import type { PortalView } from "./use-portal-view";

type Item = Answer<"listSelections">["selections"][number]["items"][number];
type Card = NonNullable<Item["card"]>;

/** Selected items with what is stored of each; one that is opened stands in the address. */
export function SelectedItems({
  view,
  selection,
  control,
  items,
  others,
  isReleased,
}: {
  readonly view: PortalView;
  readonly selection: string;
  readonly control: string;
  readonly items: readonly Item[];
  /** Earlier selections in which an item may stand already. */
  readonly others: readonly SelectionPaper[];
  readonly isReleased: boolean;
}) {
  const search: { readonly item?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (item: string | undefined) =>
    void navigate({ to: ".", search: { ...search, item }, replace: true, resetScroll: false });
  const ranked = items.map((item, at) => ({ ...item, rank: at + 1, before: othersWith(others, item.id) }));
  const opened = ranked.find(({ id }) => id === search.item);
  return (
    <>
      <DataTable
        label="Selected items"
        rows={ranked}
        keyOf={({ id }) => id}
        file={selection}
        onOpen={({ id }) => set(id)}
        empty="Nothing was selected."
        columns={[
          { title: "Item", value: ({ id, card }) => card?.label ?? id },
          { title: "Rank", value: ({ rank }) => rank, isNumber: true },
          ...(others.length === 0
            ? []
            : [{ title: "Already in", value: ({ before }: (typeof ranked)[number]) => before }]),
          {
            title: "When",
            value: ({ card }) => card?.occurred_at ?? null,
            draw: ({ card }) => moment(card?.occurred_at ?? ""),
          },
          { title: "Unit", value: ({ card }) => card?.unit ?? null },
          {
            title: "As tested by the company",
            value: ({ card }) => (card === null ? "nothing is stored of it" : outcomeOf(card, control)),
            draw: ({ card }) =>
              card === null ? (
                <StateBadge state="evidence-gap">nothing is stored of it</StateBadge>
              ) : (
                <ItemBadge state={outcomeOf(card, control)} />
              ),
          },
          { title: "Evidence", value: ({ card }) => card?.evidence.length ?? 0, isNumber: true },
        ]}
      />
      <Side isOpen={opened !== undefined} onClose={() => set(undefined)} title="One selected item">
        {opened !== undefined && (
          <>
            {view.mayWork && isReleased && <Next view={view} said={{ selection, item: opened.id, control }} />}
            {opened.card === null ? (
              <NothingStored id={opened.id} />
            ) : (
              <ItemView audit={view.audit} item={opened.card} />
            )}
          </>
        )}
      </Side>
    </>
  );
}

function NothingStored({ id }: { readonly id: string }) {
  return (
    <p>
      Nothing is stored of <code className="break">{id}</code>: the newest list does not hold it. It is to be asked for.
    </p>
  );
}

/** What an auditor does with an item. */
function Next({
  view: { audit },
  said,
}: {
  readonly view: PortalView;
  readonly said: { readonly selection: string; readonly item: string; readonly control: string };
}) {
  return (
    <Group gap="sm" mb="lg">
      <ButtonTo to={auditPath(audit, "portal/requests")} search={{ ...said, ask: "sample" }}>
        Ask about this item
      </ButtonTo>
      <ButtonTo to={auditPath(audit, "portal/exceptions")} search={said}>
        Note an exception
      </ButtonTo>
    </Group>
  );
}

const WORST: readonly ItemState[] = ["deviation", "indeterminate", "pass", "pending", "not-applicable"];

/** The worst of what the control's attributes said of it. */
function outcomeOf({ outcomes }: Card, control: string): ItemState {
  const own = outcomes.filter((each) => each.control === control).map(({ state }) => state);
  return WORST.find((state) => own.includes(state)) ?? "not-applicable";
}

function othersWith(others: readonly SelectionPaper[], id: string): string {
  return others
    .filter(({ selection }) => selection.selected.includes(id))
    .map((each) => each.id)
    .join(", ");
}
