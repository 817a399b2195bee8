import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/client";

/** Starts an audit; where one waits already, that is the one. */
export function useStartRun(audit: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly collects: boolean }) => call("startRun", { params: { audit }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["listRuns"] }),
  });
}
