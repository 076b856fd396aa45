import { Group, Text } from "@mantine/core";

export function BrandMark() {
  return (
    <Group gap={10} wrap="nowrap">
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden focusable="false">
        <rect width="26" height="26" rx="8" fill="#0f7f4c" />
        <circle cx="13" cy="13" r="5.5" fill="#b9f5d3" />
      </svg>
      <Text component="span" fw={650} size="lg" style={{ letterSpacing: "-0.01em" }}>
        Greenlight
      </Text>
    </Group>
  );
}
