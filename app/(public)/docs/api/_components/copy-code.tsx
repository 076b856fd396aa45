"use client";

import { ActionIcon } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";

/** Copies the code of the figure it stands in. */
export function CopyCode({ label }: { label: string }) {
  const { copied, copy } = useClipboard({ timeout: 2_000 });
  return (
    <ActionIcon
      variant="subtle"
      color={copied ? "green" : "gray"}
      onClick={({ currentTarget }) => copy(currentTarget.closest("figure")?.querySelector("pre")?.textContent ?? "")}
      aria-label={copied ? "Copied" : label}
    >
      {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
    </ActionIcon>
  );
}
