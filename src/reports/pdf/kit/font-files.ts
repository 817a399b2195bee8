/**
 * The faces documents are set in: where the file of each is in the package it comes from, and its name in a build,
 * which copies it. `han` is the fallback for Chinese, Japanese and symbols that the others lack. All are under the
 * SIL Open Font Licence.
 */
export const FONT_FILES = {
  regular: {
    name: "NotoSans-Regular.ttf",
    package: "@expo-google-fonts/noto-sans",
    file: "400Regular/NotoSans_400Regular.ttf",
  },
  semibold: {
    name: "NotoSans-SemiBold.ttf",
    package: "@expo-google-fonts/noto-sans",
    file: "600SemiBold/NotoSans_600SemiBold.ttf",
  },
  italic: {
    name: "NotoSans-Italic.ttf",
    package: "@expo-google-fonts/noto-sans",
    file: "400Regular_Italic/NotoSans_400Regular_Italic.ttf",
  },
  mono: {
    name: "NotoSansMono-Regular.ttf",
    package: "@expo-google-fonts/noto-sans-mono",
    file: "400Regular/NotoSansMono_400Regular.ttf",
  },
  han: {
    name: "NotoSansSC-Regular.ttf",
    package: "@expo-google-fonts/noto-sans-sc",
    file: "400Regular/NotoSansSC_400Regular.ttf",
  },
} as const;

export type FontName = keyof typeof FONT_FILES;
