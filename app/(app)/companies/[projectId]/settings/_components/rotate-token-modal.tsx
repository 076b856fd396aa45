"use client";

import { Button, Group, Modal, NativeSelect, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { ShownOnce } from "./shown-once";

type Rotated = { token: string; overlap_hours: number };
type Props = { workspaceId: string; opened: boolean; onClose: () => void };

const OVERLAPS = [0, 1, 4, 12, 24].map((hours) => ({ value: String(hours), label: hoursOf(hours) }));

function hoursOf(hours: number): string {
  if (hours === 0) return "Not at all: it stops working now";
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

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
      closeOnEscape={!made}
      size="lg"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {made ? (
        <ShownOnce secret={made.token} testId="new-token" onDone={close}>
          It is shown this one time and cannot be read again.{" "}
          {made.overlap_hours > 0
            ? `The old token works for ${hoursOf(made.overlap_hours)} more.`
            : "The old token has stopped working."}
        </ShownOnce>
      ) : (
        <Stack gap="md">
          <Text size="sm">
            A new token is made and put into this company&rsquo;s own workflows. Scripts that use the old one have to be
            changed before the overlap ends.
          </Text>
          <NativeSelect
            label="How long may the old token still be used?"
            data={OVERLAPS}
            value={overlap}
            onChange={({ currentTarget: { value } }) => setOverlap(value)}
          />
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
