import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconGitMerge } from "@tabler/icons-react";
import type { Conflict } from "./use-answers";

type Props = {
  conflicts: readonly Conflict[];
  labels: Readonly<Record<string, string>>;
  onChoose: (conflict: Conflict, whose: "mine" | "theirs") => void;
};

const wordsOf = (value: unknown): string => {
  const text = Array.isArray(value)
    ? value.join(", ")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
  return text.trim() === "" ? "(empty)" : text;
};

/** The fields that were changed here and, meanwhile, in another tab or by another member. */
export function ConflictList({ conflicts, labels, onChoose }: Props) {
  if (conflicts.length === 0) return null;
  return (
    <Alert
      color="yellow"
      role="alert"
      icon={<IconGitMerge size={18} aria-hidden />}
      title="Another tab or member saved other answers meanwhile"
    >
      <Stack gap="md">
        <Text size="sm">Choose for each field, then save. Nothing of yours is saved yet.</Text>
        {conflicts.map((conflict) => {
          const label = labels[conflict.field] ?? conflict.field;
          return (
            <div key={conflict.field} role="group" aria-label={label}>
              <Text size="sm" fw={550}>
                {label}
              </Text>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                Yours: {wordsOf(conflict.mine)}
              </Text>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                Saved now: {wordsOf(conflict.theirs)}
              </Text>
              <Group gap="xs" mt={6}>
                <Button size="compact-sm" variant="default" onClick={() => onChoose(conflict, "mine")}>
                  Keep mine
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => onChoose(conflict, "theirs")}>
                  Take theirs
                </Button>
              </Group>
            </div>
          );
        })}
      </Stack>
    </Alert>
  );
}
