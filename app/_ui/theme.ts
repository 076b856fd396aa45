import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const green: MantineColorsTuple = [
  "#ecfbf3",
  "#d7f4e4",
  "#afe8cb",
  "#80dbac",
  "#4fca8b",
  "#2bb673",
  "#189a5e",
  "#0f7f4c",
  "#0b653d",
  "#07492c",
];

/** Greys with a breath of green, so that cards and fields belong together in the dark. */
const dark: MantineColorsTuple = [
  "#dde3df",
  "#b8c0bb",
  "#9ba69f",
  "#78827c",
  "#3a423d",
  "#2c322f",
  "#1e2321",
  "#191c1a",
  "#141716",
  "#0f1110",
];

const FONT = "'Geist Variable', system-ui, sans-serif";

export const theme = createTheme({
  black: "#151c18",
  primaryColor: "green",
  primaryShade: 7,
  colors: { green, dark },
  fontFamily: FONT,
  fontFamilyMonospace: "'Geist Mono Variable', ui-monospace, monospace",
  headings: {
    fontFamily: FONT,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.25" },
      h2: { fontSize: "1.25rem", lineHeight: "1.3" },
      h3: { fontSize: "1.05rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Card: { defaultProps: { withBorder: true, padding: "lg", radius: "lg" } },
    Paper: { defaultProps: { radius: "lg" } },
    Badge: { defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 500 } },
    Tooltip: { defaultProps: { withArrow: true } },
    Button: { defaultProps: { loaderProps: { type: "dots" } } },
    // A list opens when it is asked for: on the way through a dialog, Escape closes the dialog.
    Select: { defaultProps: { openOnFocus: false } },
    MultiSelect: { defaultProps: { openOnFocus: false } },
    TagsInput: { defaultProps: { openOnFocus: false } },
  },
});

/** Mantine's greys for secondary text, its red, and its yellow and orange on their own tints are too pale for WCAG AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-color-red-filled": "#c92a2a",
    "--mantine-color-red-filled-hover": "#b02525",
  },
  light: {
    "--mantine-color-dimmed": "#59635d",
    "--mantine-color-placeholder": "#737d77",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-red-outline": "#b3261e",
    "--mantine-color-red-light-color": "#b3261e",
    "--mantine-color-yellow-light-color": "#945200",
    "--mantine-color-orange-light-color": "#b3390b",
  },
  dark: {
    "--mantine-color-body": "#191c1a",
    "--mantine-color-text": "#dde3df",
    "--mantine-color-dimmed": "#9ba69f",
    "--mantine-color-placeholder": "#7d8781",
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-default": "#202422",
    "--mantine-color-default-hover": "#282d2a",
    "--mantine-color-default-border": "#38403b",
  },
});
