import { defaultCssVariablesResolver, mergeMantineTheme, DEFAULT_THEME } from "@mantine/core";
import { expect, test } from "vitest";
import { cssVariables, theme } from "@/app/_ui/theme";

const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const [standard, own] = [defaultCssVariablesResolver(merged), cssVariables(merged)];
const light: Record<string, string> = { ...standard.variables, ...standard.light, ...own.variables, ...own.light };

function hexOf(value: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  return name ? hexOf(light[name] ?? "") : value;
}

/** Relative luminance, as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

test.each(["red", "orange", "yellow", "green", "blue", "gray"])("a %s badge can be read by day", (color) => {
  const [text, ground] = [`--mantine-color-${color}-light-color`, `--mantine-color-${color}-light`];
  expect(contrast(hexOf(light[text] ?? ""), hexOf(light[ground] ?? ""))).toBeGreaterThanOrEqual(4.5);
});
