import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { Conflict } from "./typed-answers";

export type ConflictProps = {
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

/** The fields that were changed here and, meanwhile, in another tab or by another member. It closes when each was decided. */
export const ConflictChoices = ({ conflicts, labels, onChoose }: ConflictProps) => (
  <Modal
    opened={conflicts.length > 0}
    onClose={() => undefined}
    withCloseButton={false}
    closeOnEscape={false}
    closeOnClickOutside={false}
    title="Another tab or member has other answers"
    size="lg"
    centered
  >
    <Stack gap="md">
      <Text size="sm">Choose for each field. Nothing is saved before you press “Save and continue”.</Text>
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
              Theirs: {wordsOf(conflict.theirs)}
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
  </Modal>
);
