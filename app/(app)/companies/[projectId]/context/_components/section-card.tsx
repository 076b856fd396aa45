import { Card, Group, Text, Title } from "@mantine/core";
import type { ContextSection } from "@/lib/autopilot/context/schemas";
import classes from "./section-card.module.css";

const count = (value: number, one: string, many: string): string =>
  `${value.toLocaleString("en-US")} ${value === 1 ? one : many}`;

/** The lines of one section, as the model reads them. */
export function SectionCard({ section: { title, items, tokens, dropped } }: { section: ContextSection }) {
  return (
    <Card component="section" withBorder padding="md">
      <Group justify="space-between" align="baseline" gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {count(items.length, "line", "lines")} · {count(tokens, "token", "tokens")}
          {dropped > 0 && ` · ${dropped.toLocaleString("en-US")} left out`}
        </Text>
      </Group>
      {items.length === 0 ? (
        <Text c="dimmed" mt="xs">
          Nothing yet.
        </Text>
      ) : (
        <ul className={classes.lines}>
          {items.map(({ text, refs }, index) => (
            <li key={index}>
              {text}{" "}
              {refs.length > 0 && <span className={classes.refs}>{refs.map((ref) => `[${ref}]`).join(" ")}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
