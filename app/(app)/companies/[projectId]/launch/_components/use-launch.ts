"use client";

import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";

type Launched = { success: true; already_active?: boolean };

/** Starts the launch; one that already runs or is active is simply shown. */
export function useLaunch(project: Project): UseMutationResult<Launched | null, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => start(project),
    onSuccess: (answer) => {
      if (answer?.already_active) notifySuccess("Already launched", "This company’s outreach engine is active.");
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
}

async function start({ id, workspace_id }: Project): Promise<Launched | null> {
  try {
    return await api<Launched>("/api/onboarding/launch", { json: { workspace_id, project_id: id } });
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return null;
    throw error;
  }
}

export function useCancelLaunch(project: Project): UseMutationResult<unknown, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api("/api/onboarding/cancel", { json: { workspace_id: project.workspace_id } }),
    onError: (error) => notifyFailure("The launch was not cancelled", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
}

/** Has what an ended launch left behind undone again; the steps show how that goes. */
export function useCleanUp(project: Project): UseMutationResult<unknown, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api("/api/onboarding/clean-up", { json: { workspace_id: project.workspace_id } }),
    onError: (error) => notifyFailure("The clean-up was not started", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
}
