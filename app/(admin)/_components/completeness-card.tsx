"use client";

import { Alert, Button, Card, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle, IconDownload, IconShieldCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState, type DragEvent } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { Completeness } from "@/lib/foundation/audit/verify-against-head";
import { ChainResult } from "./integrity-card";
import { Moment } from "./moment";

/** A head that was signed and taken away earlier shows whether the end of the log was cut off since. */
export function CompletenessCard({ path }: { path: string }) {
  const [checking, { toggle }] = useDisclosure(false);
  return (
    <Card component="section" aria-labelledby="completeness-title">
      <Title order={2} id="completeness-title" fz="h3">
        Completeness
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        A cut-off end leaves no gap. Keep a signed head somewhere else, and check the log against it later.
      </Text>
      <Group gap="sm">
        <Button
          component="a"
          href={`${path}/head`}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Download the signed head
        </Button>
        <Button variant="default" onClick={toggle} aria-expanded={checking}>
          Check against one
        </Button>
      </Group>
      {checking && <CheckAgainst path={path} />}
    </Card>
  );
}

function CheckAgainst({ path }: { path: string }) {
  const [head, setHead] = useState("");
  const check = useMutation({
    mutationFn: (jws: string) => api<Completeness>(`${path}/verify`, { json: { head: jws.trim() } }),
  });
  const drop = (event: DragEvent): void => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    void file.text().then(setHead);
  };
  return (
    <Stack gap="sm" mt="md">
      <Textarea
        label="A signed head that was kept"
        placeholder="Paste it, or drop its file here"
        rows={3}
        spellCheck={false}
        value={head}
        onChange={({ currentTarget }) => setHead(currentTarget.value)}
        onDrop={drop}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12 } }}
      />
      <Group>
        <Button
          variant="default"
          disabled={head.trim() === ""}
          onClick={() => check.mutate(head)}
          loading={check.isPending}
        >
          Check
        </Button>
      </Group>
      <div aria-live="polite">
        {check.isError && <Failure title="It could not be checked" error={check.error} />}
        {check.data && <Result found={check.data} />}
      </div>
    </Stack>
  );
}

function Result({ found }: { found: Completeness }) {
  const { complete, missing_from, signed_head } = found;
  return (
    <Stack gap="sm">
      {complete ? (
        <Alert color="green" variant="light" title="Complete" icon={<IconShieldCheck size={18} aria-hidden />}>
          Everything up to line {signed_head.seq}, signed at <Moment iso={signed_head.at} />, is still there.
        </Alert>
      ) : (
        <Alert color="red" variant="light" title="Lines are missing" icon={<IconAlertTriangle size={18} aria-hidden />}>
          From line {missing_from} on, lines are gone or not those that were there: line {signed_head.seq} was the last
          when this head was signed at <Moment iso={signed_head.at} />
          {found.head ? `, line ${found.head.seq} is the last now.` : ", and now the log is empty."}
        </Alert>
      )}
      {!found.ok && <ChainResult found={found} />}
    </Stack>
  );
}
