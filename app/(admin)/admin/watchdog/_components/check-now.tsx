"use client";

import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { formatCounted } from "@/app/_ui/numbers";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";

/** Asks for a check of every launched workspace. */
export function CheckNow() {
  const queries = useQueryClient();
  const run = useMutation({
    mutationFn: () => api<{ workspaces: number }>("/api/admin/watchdog/run", { json: {} }),
    onSuccess: ({ workspaces }) =>
      notifySuccess(
        `Checking ${formatCounted(workspaces, "workspace", "workspaces")}`,
        "The list below shows each check when it ends.",
      ),
    onError: (error) => notifyFailure("Nothing is checked", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["admin", "watchdog"] }),
  });
  return (
    <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => run.mutate()} loading={run.isPending}>
      Check now
    </Button>
  );
}
