"use client";

import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Failure } from "./failure";

type Action = { label: string; failed: string; run: () => void; pending: boolean; error: unknown };
type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  keep: string;
  action: Action;
};

/** Asks before something that cannot simply be undone; a failure is shown where it was asked. */
export function ConfirmDialog({ opened, onClose, title, children, keep, action }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="md">
        <div style={{ overflowWrap: "anywhere", fontSize: "var(--mantine-font-size-sm)" }}>{children}</div>
        {action.error != null && <Failure title={action.failed} error={action.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep}
          </Button>
          <Button color="red.8" onClick={action.run} loading={action.pending}>
            {action.label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
