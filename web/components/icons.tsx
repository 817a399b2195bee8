import type { ReactNode } from "react";

const PATHS = {
  home: "M3 9.5 10 4l7 5.5M5 8.5V16h10V8.5",
  map: "M3 4h4v4H3zM9 4h4v4H9zM15 4h2v4h-2zM3 10h4v4H3zM9 10h4v4H9zM15 10h2v4h-2z",
  controls: "M4 5h8M15 5h1M4 10h2M9 10h7M4 15h6M13 15h3M13 3.5v3M7.5 8.5v3M11.5 13.5v3",
  population: "M4 16v-5M7 16V7M10 16v-8M13 16V5M16 16v-6",
  finding: "M10 3.5 17 16H3zM10 8v4M10 14v.5",
  people:
    "M7.5 9a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M2.5 16c.4-3 2.300-4.500 5-4.500s4.600 1.500 5 4.500M13 9a2.200 2.200 0 1 0-.8-4.200M14 11.700c2 .3 3.200 1.700 3.500 4.300",
  changes: "M5 4v12M5 12c6 0 9-2 9-6M14 6l-2.500 2M14 6l2.200 2.300",
  drift: "M3 7c2-3 4-3 7 0s5 3 7 0M3 13c2-3 4-3 7 0s5 3 7 0",
  report: "M5 3h7l3 3v11H5zM12 3v3h3M7.500 9.500h5M7.500 12.500h5",
  auditor: "M8.500 14a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11M12.600 12.600 17 17",
  sources:
    "M10 7c3.600 0 6-1 6-2.200S13.600 2.600 10 2.600 4 3.600 4 4.800 6.400 7 10 7M4 5v10c0 1.200 2.400 2.200 6 2.200s6-1 6-2.200V5M4 10c0 1.200 2.400 2.200 6 2.200s6-1 6-2.200",
  activity: "M3 10h3l2-5 4 10 2-5h3",
  settings:
    "M10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5M10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.500 1.500M13.500 13.500 15 15M5 15l1.500-1.500M13.500 6.500 15 5",
  reference: "M7 6 3 10l4 4M13 6l4 4-4 4M11.200 4 8.800 16",
  search: "M8.500 14a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11M12.600 12.600 17 17",
  sun: "M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M10 2.500v2M10 15.500v2M2.500 10h2M15.500 10h2M4.700 4.700l1.400 1.400M13.900 13.900l1.400 1.400M4.700 15.300l1.400-1.400M13.900 6.100l1.400-1.400",
  moon: "M16 11.500A6.500 6.500 0 0 1 8.500 4a6.500 6.500 0 1 0 7.500 7.500",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a word; never alone. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false" fill="none">
      <path d={PATHS[name]} stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
