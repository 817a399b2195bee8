import { useAnswer } from "../../api/queries";
import type { PortalView } from "./use-portal-view";

/** Says how people call an item of a released selection; its id while that is not known. */
export function useItemLabel({ audit, query }: PortalView): (selection: string | null, item: string) => string {
  const { data } = useAnswer("listSelections", { params: { audit }, query });
  return (selection, item) => {
    const released = data?.selections.find(({ id }) => id === selection);
    return released?.items.find(({ id }) => id === item)?.card?.label ?? item;
  };
}
