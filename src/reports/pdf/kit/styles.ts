import type { FontName } from "./font-files.js";

/** How a text looks; sizes and distances in points. */
export interface TextStyle {
  readonly font: FontName;
  readonly size: number;
  /** From one baseline to the next. */
  readonly leading: number;
  readonly colour: string;
  /** Extra distance between characters. */
  readonly tracking?: number;
}

/** One accent; everything else is ink on paper. All texts have a contrast of at least 4.5 to 1. */
export const COLOURS = {
  ink: "#1c2026",
  muted: "#586170",
  hairline: "#d9dee5",
  rule: "#8d97a5",
  tint: "#f3f6f9",
  accent: "#1d4f7c",
} as const;

export const STYLES = {
  kind: { font: "semibold", size: 8, leading: 12, colour: COLOURS.accent, tracking: 0.4 },
  title: { font: "semibold", size: 21, leading: 27, colour: COLOURS.ink },
  subtitle: { font: "regular", size: 10.5, leading: 15, colour: COLOURS.muted },
  heading1: { font: "semibold", size: 13, leading: 18, colour: COLOURS.ink },
  heading2: { font: "semibold", size: 10, leading: 14, colour: COLOURS.ink },
  lead: { font: "regular", size: 11, leading: 16.5, colour: COLOURS.ink },
  normal: { font: "regular", size: 9.5, leading: 14, colour: COLOURS.ink },
  muted: { font: "italic", size: 8.5, leading: 12.5, colour: COLOURS.muted },
  label: { font: "regular", size: 8.5, leading: 13, colour: COLOURS.muted },
  value: { font: "regular", size: 9, leading: 13, colour: COLOURS.ink },
  code: { font: "mono", size: 7.5, leading: 13, colour: COLOURS.ink },
  figure: { font: "semibold", size: 19, leading: 24, colour: COLOURS.accent },
  head: { font: "semibold", size: 7.5, leading: 10.5, colour: COLOURS.muted },
  cell: { font: "regular", size: 8, leading: 11, colour: COLOURS.ink },
  cellCode: { font: "mono", size: 7, leading: 11, colour: COLOURS.ink },
  running: { font: "regular", size: 7.5, leading: 10.5, colour: COLOURS.muted },
  runningCode: { font: "mono", size: 6.5, leading: 9.5, colour: COLOURS.muted },
  marking: { font: "semibold", size: 7.5, leading: 10.5, colour: COLOURS.accent },
} as const satisfies Readonly<Record<string, TextStyle>>;

/** Margins of an A4 page in points: generous, with room for the head and the foot. */
export const MARGINS = { left: 56, right: 56, top: 64, bottom: 84 } as const;
