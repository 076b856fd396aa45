"use client";

import { useMutation, useQuery, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import type { ApprovalDetail } from "@/lib/company/approvals/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import type { Trace } from "@/lib/company/receipts/schemas";

export type Shown = { detail: ApprovalDetail; trace: Trace };
export type Change = { path: "decide" | "retry" | "outcome" | "undo"; json?: object; failed: string };
export type ApprovalScreen = Shown & { change: UseMutationResult<{ id: string }, Error, Change> };

const UNDER_WAY = new Set(["approved", "queued", "executing", "executed"]);

/** One proposal and its trace, read again while something is under way and with each ledger line, and the changes of it. */
export function useApproval(project: Project, first: Shown): ApprovalScreen {
  const queries = useQueryClient();
  const { id } = first.detail;
  const queryKey = ["company", project.id, "approval", id];
  const query = { workspace_id: project.workspace_id };
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Shown> => {
      const [detail, trace] = await Promise.all([
        api<ApprovalDetail>(`/api/approvals/${id}`, { query, signal }),
        api<Trace>(`/api/approvals/${id}/trace`, { query, signal }),
      ]);
      return { detail, trace };
    },
    initialData: first,
    refetchInterval: ({ state }) => (state.data && UNDER_WAY.has(state.data.detail.state) ? 1_500 : false),
  });
  const change = useMutation({
    mutationFn: ({ path, json }: Change) =>
      api<{ id: string }>(`/api/approvals/${id}/${path}`, { json: { ...query, ...json } }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
    onError: (error, { failed }) => notifyFailure(failed, error),
  });
  return { ...data, change };
}
