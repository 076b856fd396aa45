"use client";

import { Alert, Box, Button, Card, Group, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { formatCount } from "@/app/_ui/numbers";
import type { Verification } from "@/lib/foundation/audit/schemas";

/** Each line carries the hash of the one before it: walking the chain shows whether one was changed, removed or slipped in. */
export function IntegrityCard({ path }: { path: string }) {
  const check = useMutation({ mutationFn: () => api<Verification>(`${path}/verify`) });
  return (
    <Card component="section" aria-labelledby="integrity-title">
      <Title order={2} id="integrity-title" fz="h3">
        Integrity
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        Every line holds the hash of the line before it. Verifying walks them all and finds the first that was changed,
        removed or slipped in.
      </Text>
      <Group>
        <Button variant="default" onClick={() => check.mutate()} loading={check.isPending}>
          Verify
        </Button>
      </Group>
      <Box aria-live="polite" mt={check.isIdle || check.isPending ? 0 : "md"}>
        {check.isError && <Failure title="It could not be verified" error={check.error} />}
        {check.data && <ChainResult found={check.data} />}
      </Box>
    </Card>
  );
}

/** The result of verifying the chain. */
export function ChainResult({ found }: { found: Verification }) {
  if (!found.ok) {
    return (
      <Alert color="red" variant="light" title="The chain is broken" icon={<IconAlertTriangle size={18} aria-hidden />}>
        Line {found.broken_seq} is missing, in a wrong place, or not what was written. What comes before it fits.{" "}
        {formatCount(found.rows)} lines were read.
      </Alert>
    );
  }
  return (
    <Alert color="green" variant="light" title="Unbroken" icon={<IconShieldCheck size={18} aria-hidden />}>
      {found.head ? (
        <>
          {formatCount(found.rows)} lines fit together. The head is line {found.head.seq}:{" "}
          <Text span ff="monospace" size="xs" style={{ overflowWrap: "anywhere" }}>
            {found.head.hash}
          </Text>
        </>
      ) : (
        "The log is empty."
      )}
    </Alert>
  );
}
