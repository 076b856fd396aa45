"use client";

import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Latest, NightRun, Recommendation, SaveSettings, Settings } from "@/lib/autopilot/nightshift/schemas";
import type { Project } from "@/lib/company/projects/schemas";

const keyOf = (projectId: string): string[] => ["company", projectId, "nightshift"];
const pathOf = (projectId: string): string => `/api/projects/${projectId}/nightshift`;

/** The newest report, read every second while a run is under way. */
export const useLatest = (project: Project, first: Latest): UseQueryResult<Latest> =>
  useQuery({
    queryKey: keyOf(project.id),
    queryFn: ({ signal }) => api<Latest>(`${pathOf(project.id)}/latest`, { signal }),
    initialData: first,
    refetchInterval: ({ state }) => (state.data?.running ? 1_000 : false),
  });

export function useRunShift(project: Project): UseMutationResult<NightRun, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api<NightRun>(`${pathOf(project.id)}/run`, { method: "POST" }),
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(project.id) }),
    onError: (error) => {
      // Another tab began it: this page shows the same run.
      if (!(error instanceof ApiError) || error.code !== "nightshift.running") notifyFailure("It was not begun", error);
    },
  });
}

type Decided = { id: string; reason?: string };

/** Accepts a recommendation, or dismisses it with a reason. */
export function useDecide(project: Project): UseMutationResult<Recommendation, Error, Decided> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: Decided) =>
      reason === undefined
        ? api<Recommendation>(`${pathOf(project.id)}/recommendations/${id}/accept`, { method: "POST" })
        : api<Recommendation>(`${pathOf(project.id)}/recommendations/${id}/dismiss`, { json: { reason } }),
    onSuccess: ({ state, approval_id, title }) =>
      notifySuccess(
        state === "accepted" ? "Accepted" : "Dismissed",
        approval_id
          ? `“${title}” waits for your approval.`
          : state === "accepted"
            ? `“${title}” is on your list of tasks.`
            : "The same is not recommended again for 90 days, unless something new happens.",
      ),
    onError: (error) => notifyFailure("The recommendation stays as it is", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
}

export function useSaveSettings(project: Project): UseMutationResult<Settings, Error, SaveSettings> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (settings: SaveSettings) =>
      api<Settings>(`${pathOf(project.id)}/settings`, { method: "PUT", json: settings }),
    onSuccess: () => notifySuccess("Settings stored"),
    onError: (error) => notifyFailure("The settings were not stored", error),
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(project.id) }),
  });
}
