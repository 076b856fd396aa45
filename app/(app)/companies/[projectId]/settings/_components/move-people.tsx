"use client";

import { Button, Group, NativeSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { Mailbox, MovedPeople } from "@/lib/outreach/mailbox/schemas";
import { movedWords } from "./moved-words";

/** Gives the people who wait for a removed mailbox to another one. */
export function MovePeople({ project, row, others }: { project: Project; row: Mailbox; others: Mailbox[] }) {
  const router = useRouter();
  const [to, setTo] = useState(String(others[0]?.mailbox ?? 1));
  const move = useMutation({
    mutationFn: () =>
      api<MovedPeople>(`/api/mailboxes/${row.mailbox}/people`, {
        json: { workspace_id: project.workspace_id, to: Number(to) },
      }),
    onSuccess: (moved) => {
      router.refresh();
      notifySuccess("People moved", movedWords(moved));
    },
    onError: (error) => notifyFailure("No person was moved", error),
  });
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        size="xs"
        aria-label={`The mailbox for the people of ${row.address}`}
        data={others.map(({ mailbox, address }) => ({ value: String(mailbox), label: address ?? "First mailbox" }))}
        value={to}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <Button variant="default" size="xs" onClick={() => move.mutate()} loading={move.isPending}>
        Move {row.waiting === 1 ? "1 person" : `${row.waiting} people`}
      </Button>
    </Group>
  );
}
