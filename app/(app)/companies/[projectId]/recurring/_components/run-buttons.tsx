"use client";

import { Button, Group } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconRepeat } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Recurring } from "@/lib/autopilot/recurring/schemas";
import type { Project } from "@/lib/company/projects/schemas";

const ConfirmDialog = dynamic(() => import("@/app/_ui/confirm-dialog").then((module) => module.ConfirmDialog));

/** Runs a task now, pauses it or lets it run again. A paused one asks first. */
export function RunButtons({ project, task }: { project: Project; task: Recurring }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const path = `/api/projects/${project.id}/recurring-tasks/${task.id}`;
  const run = useMutation({
    mutationFn: (even_if_paused: boolean) => api(`${path}/run`, { json: { key: crypto.randomUUID(), even_if_paused } }),
    onSuccess: () => {
      setAsking(false);
      notifySuccess(`“${task.title}” was started`, "Its result appears among its runs.");
      router.refresh();
    },
    onError: (error) => notifyFailure("It was not started", error),
  });
  const change = useMutation({
    mutationFn: (enabled: boolean) => api(path, { method: "PATCH", json: { revision: task.revision, enabled } }),
    onSettled: () => router.refresh(),
    onError: (error) => notifyFailure(task.enabled ? "It was not paused" : "It was not resumed", error),
  });
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRepeat size={14} aria-hidden />}
        loading={run.isPending}
        onClick={() => (task.enabled ? run.mutate(false) : setAsking(true))}
        aria-label={`Run now: ${task.title}`}
      >
        Run now
      </Button>
      <Button
        size="xs"
        variant="subtle"
        leftSection={
          task.enabled ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />
        }
        loading={change.isPending}
        onClick={() => change.mutate(!task.enabled)}
        aria-label={`${task.enabled ? "Pause" : "Resume"}: ${task.title}`}
      >
        {task.enabled ? "Pause" : "Resume"}
      </Button>
      {asking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title="Run a paused task?"
          keep="Leave it paused"
          action={{
            label: "Run once",
            failed: "It was not started",
            run: () => run.mutate(true),
            pending: run.isPending,
            error: run.error,
          }}
        >
          “{task.title}” is paused. It runs once now and stays paused.
        </ConfirmDialog>
      )}
    </Group>
  );
}
