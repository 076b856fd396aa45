"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import type { Freeze } from "@/lib/operations/governance/schemas";

type Freezes = { data: Freeze[] };

const PATH = "/api/admin/freeze-workspace";

/** How soon to ask again: every second while something is being done, calmer while the engine is away or nothing runs, not once it is over. */
export function pace(latest: Freeze | undefined): number | false {
  if (!latest) return false;
  if (latest.unfrozen_at) return latest.restore_confirmed_at && !latest.restored_at ? 1_000 : false;
  return { enforcing: 1_000, unreachable: 5_000, proven: 30_000 }[latest.state];
}

/** The freezes of a workspace, newest first. */
export function useFreezes(workspaceId: string, initial: Freezes) {
  return useQuery({
    queryKey: ["admin", "freezes", workspaceId],
    queryFn: ({ signal }) => api<Freezes>(PATH, { query: { workspace_id: workspaceId }, signal }),
    initialData: initial,
    refetchInterval: ({ state }) => pace(state.data?.data[0]),
  });
}

export type Step =
  | { method: "POST"; reason: string }
  | { method: "DELETE"; reason: string; restore_workflows: boolean }
  | { restore: true };

/** Freezes, unfreezes or restores, and then reads the page's state again, whatever the result. */
export function useFreezeStep(workspaceId: string) {
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (step: Step) => {
      if ("restore" in step) return api<Freeze>(`${PATH}/restore`, { json: { workspace_id: workspaceId } });
      const { method, ...said } = step;
      return api<Freeze>(PATH, { method, json: { workspace_id: workspaceId, ...said } });
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["admin", "freezes", workspaceId] });
      router.refresh();
    },
  });
}
