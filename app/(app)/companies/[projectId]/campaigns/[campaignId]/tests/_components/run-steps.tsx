import { Accordion, Badge, Code, Group, Text } from "@mantine/core";
import { durationWords, type NodeState } from "./node-states";

const WORDS: Record<NodeState["state"], { label: string; color: string }> = {
  waiting: { label: "Not run", color: "gray" },
  running: { label: "Running", color: "blue" },
  done: { label: "Done", color: "green" },
  failed: { label: "Failed", color: "red" },
  off: { label: "Switched off", color: "gray" },
};

/** The same as the drawing in words, with the duration, the error and a sample of each step. */
export function RunSteps({ states }: { states: readonly NodeState[] }) {
  return (
    <Accordion variant="contained" order={3}>
      {states.map((state) => (
        <Accordion.Item key={state.name} value={state.name}>
          <Accordion.Control>
            <Group justify="space-between" gap="xs" wrap="wrap" pr="xs">
              <Text size="sm" fw={500}>
                {state.name}
              </Text>
              <Group gap="xs" wrap="nowrap">
                {state.durationMs !== null && (
                  <Text size="xs" c="dimmed">
                    {durationWords(state.durationMs)}
                  </Text>
                )}
                <Badge size="sm" color={WORDS[state.state].color}>
                  {WORDS[state.state].label}
                </Badge>
              </Group>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            {state.error && (
              <Text size="sm" c="red" mb="xs" style={{ overflowWrap: "anywhere" }}>
                {state.error}
              </Text>
            )}
            <Text size="sm" c="dimmed" mb={state.sample ? "xs" : 0}>
              {countWords(state)}
            </Text>
            {state.sample && (
              <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {state.sample}
              </Code>
            )}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function countWords({ runs, items }: NodeState): string {
  if (runs === 0) return "It did not run.";
  const times = runs === 1 ? "It ran once" : `It ran ${runs} times`;
  if (items === null) return `${times}.`;
  return `${times} and gave ${items} ${items === 1 ? "item" : "items"}.${items > 0 ? " The first one:" : ""}`;
}
