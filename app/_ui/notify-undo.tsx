"use client";

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";

/** Tells of a change, with a button that takes it back while the message stands. */
export function notifyUndo(title: string, undo: () => void): void {
  const id = notifications.show({
    color: "green",
    title,
    autoClose: 12_000,
    closeButtonProps: { "aria-label": "Close" },
    message: (
      <Button
        size="compact-sm"
        variant="light"
        mt={4}
        onClick={() => {
          notifications.hide(id);
          undo();
        }}
      >
        Undo
      </Button>
    ),
  });
}
