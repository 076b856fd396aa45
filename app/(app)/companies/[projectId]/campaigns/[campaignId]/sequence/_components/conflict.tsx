import { Alert, Button, Group, List, ListItem, Stack, Text } from "@mantine/core";
import type { Sequence } from "@/lib/outreach/sequence/schemas";

type Props = { theirs: Sequence; onResolve: (mine: boolean) => void };

/** The sequence was changed by another person while it was edited here: one of the two is kept. */
export const Conflict = ({ theirs, onResolve }: Props) => (
  <Alert color="orange" title="Someone else changed this sequence while you were editing" role="alert">
    <Stack gap="xs">
      <Text size="sm">Their emails:</Text>
      <List size="sm">
        {theirs.steps.map(({ mode, subject, instructions, body }, index) => (
          <ListItem key={index}>
            Email {index + 1}: {(mode === "model" ? instructions : subject || body).slice(0, 120)}
          </ListItem>
        ))}
      </List>
      <Group gap="sm">
        <Button size="xs" onClick={() => onResolve(true)}>
          Keep my sequence
        </Button>
        <Button size="xs" variant="default" onClick={() => onResolve(false)}>
          Take their sequence
        </Button>
      </Group>
    </Stack>
  </Alert>
);
