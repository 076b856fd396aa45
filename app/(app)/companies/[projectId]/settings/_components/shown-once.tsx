"use client";

import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { ReactNode } from "react";

type Props = { secret: string; testId: string; children: ReactNode; example?: string | null; onDone: () => void };

const WRAP = { overflowWrap: "anywhere", whiteSpace: "pre-wrap" } as const;

/** A secret that can be copied now and never again. */
export function ShownOnce({ secret, testId, children, example, onDone }: Props) {
  return (
    <Stack gap="md">
      <Alert color="yellow" title="Copy it now" styles={{ title: { color: "var(--mantine-color-text)" } }}>
        {children}
      </Alert>
      <Code block data-testid={testId} style={WRAP}>
        {secret}
      </Code>
      {example && (
        <div>
          <Text size="sm" mb={6}>
            Try it in a terminal:
          </Text>
          <Code block data-testid={`${testId}-example`} style={WRAP}>
            {example}
          </Code>
        </div>
      )}
      <Group justify="flex-end">
        {example && <Copy value={example} label="Copy the example" />}
        <Copy value={secret} label="Copy" />
        <Button onClick={onDone}>I have saved it</Button>
      </Group>
    </Stack>
  );
}

const Copy = ({ value, label }: { value: string; label: string }) => (
  <CopyButton value={value}>
    {({ copied, copy }) => (
      <Button
        variant="default"
        onClick={copy}
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      >
        {copied ? "Copied" : label}
      </Button>
    )}
  </CopyButton>
);
