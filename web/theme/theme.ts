import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The blue of what was done as promised. */
const deep: MantineColorsTuple = [
  "#eaf2fb",
  "#d5e4f5",
  "#aac9ec",
  "#7cace2",
  "#5793d8",
  "#3f83d1",
  "#2f75c2",
  "#2363a8",
  "#1d4f91",
  "#143a6d",
];

/** The orange of what was not. */
const ember: MantineColorsTuple = [
  "#fff0e6",
  "#ffdfca",
  "#fbbd94",
  "#f6995b",
  "#f08d50",
  "#e36a20",
  "#c4480c",
  "#b5420b",
  "#933405",
  "#742703",
];

const slate: MantineColorsTuple = [
  "#e8e6e1",
  "#cfd1d5",
  "#a9afb9",
  "#868d98",
  "#565d68",
  "#3b414a",
  "#2b3038",
  "#20252c",
  "#1b1f25",
  "#14171b",
];

/** One product: the marks and colours of the printed report, on screens. */
export const THEME = createTheme({
  primaryColor: "deep",
  primaryShade: { light: 8, dark: 6 },
  colors: { deep, ember, dark: slate },
  autoContrast: true,
  luminanceThreshold: 0.25,
  fontFamily: '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontFamily: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Liberation Serif", serif',
    fontWeight: "600",
    sizes: { h1: { fontSize: "1.9rem", lineHeight: "1.2" }, h2: { fontSize: "1.3rem" }, h3: { fontSize: "1.05rem" } },
  },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
});
