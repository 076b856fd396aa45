"use client";

import { Alert, Button, Code, CopyButton, Group, Modal, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";

type Rotated = { token: string; overlap_hours: number };
type Props = { workspaceId: string; opened: boolean; onClose: () => void };

const OVERLAPS = [
  { value: "0", label: "None" },
  { value: "1", label: "1 hour" },
  { value: "24", label: "24 hours" },
];

export function RotateTokenModal({ workspaceId, opened, onClose }: Props) {
  const router = useRouter();
  const [overlap, setOverlap] = useState("1");
  const rotation = useMutation({
    mutationFn: () =>
      api<Rotated>(`/api/workspaces/${workspaceId}/webhook-token`, { json: { overlap_hours: Number(overlap) } }),
    onSuccess: () => router.refresh(),
  });
  const close = (): void => {
    onClose();
    rotation.reset();
  };
  const made = rotation.data;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? "The new webhook token" : "Rotate the webhook token"}
      closeOnClickOutside={!made}
      size="lg"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {made ? (
        <NewToken rotated={made} onDone={close} />
      ) : (
        <Stack gap="md">
          <Text size="sm">
            A new token is made and put into this company&rsquo;s own workflows. Scripts that use the old one have to be
            changed before the overlap ends.
          </Text>
          <div>
            <Text size="sm" fw={500} mb={6} id="overlap-label">
              How long may the old token still be used?
            </Text>
            <SegmentedControl
              fullWidth
              data={OVERLAPS}
              value={overlap}
              onChange={setOverlap}
              aria-labelledby="overlap-label"
            />
          </div>
          {rotation.isError && <Failure title="The token was not rotated" error={rotation.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Keep the old one
            </Button>
            <Button onClick={() => rotation.mutate()} loading={rotation.isPending}>
              Rotate
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function NewToken({ rotated, onDone }: { rotated: Rotated; onDone: () => void }) {
  const { token, overlap_hours } = rotated;
  return (
    <Stack gap="md">
      <Alert color="yellow" title="Copy it now">
        It is shown this one time and cannot be read again.{" "}
        {overlap_hours > 0 ? `The old token stays valid for ${overlap_hours} h.` : "The old token has stopped working."}
      </Alert>
      <Code block data-testid="new-token" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {token}
      </Code>
      <Group justify="flex-end">
        <CopyButton value={token}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>I have saved it</Button>
      </Group>
    </Stack>
  );
}
