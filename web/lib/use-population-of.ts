import { useAnswer } from "../api/queries";

/** Says on which population a control is tested; the empty text while that is not known. */
export function usePopulationOf(audit: string): (control: string | undefined) => string {
  const { data } = useAnswer("listControls", { params: { audit } });
  return (control) => data?.controls.find(({ id }) => id === control)?.population ?? "";
}
