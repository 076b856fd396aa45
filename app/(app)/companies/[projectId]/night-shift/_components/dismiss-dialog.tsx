"use client";

import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";

type Props = { title: string; onClose: () => void; onDismiss: (reason: string) => void };

/** Asks why not: the night shift keeps away from it, and says later that you said no. */
export function DismissDialog({ title, onClose, onDismiss }: Props) {
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== "") onDismiss(reason.trim());
  };
  return (
    <Modal opened onClose={onClose} title={`Dismiss “${title}”`}>
      <form onSubmit={submit}>
        <Stack>
          <Textarea
            label="Why not?"
            description="The same is not recommended again for 90 days, unless something new of its kind happens."
            required
            maxLength={1000}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={reason.trim() === ""}>
              Dismiss
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
