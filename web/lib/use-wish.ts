import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

/** Routes whose answers are made of what both sides put on record. */
const PORTAL = new Set<unknown>([
  "showPortal",
  "listSelections",
  "showPapers",
  "listRequests",
  "listNotedExceptions",
  "listRemarks",
]);

/**
 * Puts something on record once. Sent again after no answer came, the same words go under the same key, so that the
 * server knows them; other words are another wish.
 */
export function useWish<T, A>(send: (key: string, said: T) => Promise<A>) {
  const client = useQueryClient();
  const tried = useRef<{ readonly words: string; readonly key: string }>(undefined);
  return useMutation({
    mutationFn: (said: T) => {
      const words = JSON.stringify(said);
      const wish = tried.current?.words === words ? tried.current : { words, key: newKey() };
      tried.current = wish;
      return send(wish.key, said);
    },
    onSuccess: () => {
      tried.current = undefined;
      return client.invalidateQueries({ predicate: ({ queryKey: [name] }) => PORTAL.has(name) });
    },
  });
}

/** Also where the page came without TLS, and the browser makes no UUIDs. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
