import { Badge, Button, Group, List, Stack, Text } from "@mantine/core";
import type { FieldDiff, FieldSource, FieldValue, PlainValue, Unknown } from "@/lib/autopilot/plan/schemas";

type Props = {
  label: string;
  field: FieldValue | undefined;
  unknown: Unknown | undefined;
  change: FieldDiff | undefined;
  isWeak: boolean;
  onEdit: () => void;
};

const SOURCES: Record<FieldSource, { label: string; color: string }> = {
  founder: { label: "You", color: "green" },
  ledger: { label: "Measured", color: "blue" },
  web: { label: "Web", color: "cyan" },
  model: { label: "Suggested", color: "gray" },
};

/** A field with its value and source, or why it is open and how to learn it. */
export function FieldRow({ label, field, unknown, change, isWeak, onEdit }: Props) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {label}
          </Text>
          {field ? (
            <Badge size="sm" variant="light" color={SOURCES[field.source].color}>
              {SOURCES[field.source].label}
            </Badge>
          ) : (
            <Badge size="sm" variant="outline" color="gray">
              Open
            </Badge>
          )}
          {isWeak && (
            <Badge size="sm" variant="light" color="yellow">
              Rests on an open field
            </Badge>
          )}
        </Group>
        <Button size="compact-xs" variant="default" onClick={onEdit} aria-label={`Edit: ${label}`}>
          Edit
        </Button>
      </Group>
      {field ? <Value value={field.value} /> : <Open unknown={unknown} />}
      {field && field.refs.length > 0 && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {field.refs.join(", ")}
        </Text>
      )}
      {change && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          Version before: {change.before === null ? "open" : [change.before].flat().join("; ")}
        </Text>
      )}
    </Stack>
  );
}

function Value({ value }: { value: PlainValue }) {
  if (!Array.isArray(value)) {
    return (
      <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {String(value)}
      </Text>
    );
  }
  return (
    <List size="sm">
      {value.map((entry) => (
        <List.Item key={entry}>{entry}</List.Item>
      ))}
    </List>
  );
}

const Open = ({ unknown }: { unknown: Unknown | undefined }) => (
  <Text size="sm" c="dimmed">
    {unknown ? `${unknown.why} ${unknown.how_to_learn}` : "Nothing is known yet."}
  </Text>
);
