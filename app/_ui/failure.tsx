"use client";

import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { ApiError, sentenceOf } from "./api-client";

type Props = { title: string; error: unknown; onRetry?: () => void };

/** A failure in place: the reason, the advice, and a retry button. */
export function Failure({ title, error, onRetry }: Props) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Alert color="red" variant="light" title={title} icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
      <Text size="sm">{sentenceOf(error)}</Text>
      {requestId && (
        <Text size="xs" mt={4} ff="monospace">
          Request {requestId}
        </Text>
      )}
      {onRetry && (
        <Group mt="sm">
          <Button size="xs" color="red" variant="outline" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
