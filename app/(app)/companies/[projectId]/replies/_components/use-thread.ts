"use client";

import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { ThreadDetail } from "@/lib/outreach/replies/schemas";

export type Change = { path: string; json?: object; failed: string };
export type ThreadState = {
  detail: UseQueryResult<ThreadDetail>;
  change: UseMutationResult<unknown, Error, Change>;
};

/** One conversation, read again while an answer is on its way, and the changes of it. */
export function useThread(project: Project, threadId: string): ThreadState {
  const queries = useQueryClient();
  const router = useRouter();
  const queryKey = ["company", project.id, "thread", threadId];
  const detail = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      api<ThreadDetail>(`/api/replies/${threadId}`, { query: { workspace_id: project.workspace_id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.answers.some(({ status }) => status === "approved" || status === "sending") ? 1_500 : false,
  });
  const change = useMutation({
    mutationFn: ({ path, json }: Change) =>
      api(`/api/replies/${threadId}/${path}`, { json: { workspace_id: project.workspace_id, ...json } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey });
      router.refresh();
    },
    onError: (error, { failed }) => notifyFailure(failed, error),
  });
  return { detail, change };
}
