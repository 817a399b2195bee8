import { QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { type Answer, ApiError, type Asked, call, type RouteName } from "./client";

/** How to ask for something that is kept until the run it belongs to is replaced. */
export function asking<K extends RouteName>(name: K, asked: Asked<K>) {
  return queryOptions<Answer<K>>({
    queryKey: [name, asked],
    queryFn: ({ signal }) => call(name, asked, signal),
  });
}

/** Asks for something and draws it when it is there; `isAsked` is false for what this person would not be told. */
export function useAnswer<K extends RouteName>(
  name: K,
  asked: Asked<K>,
  { isAsked = true }: { readonly isAsked?: boolean } = {},
) {
  return useQuery({ ...asking(name, asked), enabled: isAsked });
}

/** What this browser knows; denied and missing things are not asked for twice. */
export const CLIENT = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      retry: (times, error) => times < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502),
    },
  },
});
