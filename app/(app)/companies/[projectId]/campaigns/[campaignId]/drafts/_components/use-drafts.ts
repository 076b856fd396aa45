"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { DecideAnswer, Draft } from "@/lib/outreach/drafts/schemas";

export type DraftPage = { data: Draft[]; next_cursor: string | null };
export type DraftFilter = { step: string; status: string };
type Of = { project: Project; campaignId: string };

/** The drafts that the filter lets through, page by page; read again whenever something of the company changes. */
export function useDrafts({
  project,
  campaignId,
  filter,
  firstPage,
}: Of & { filter: DraftFilter; firstPage: DraftPage }) {
  const query = { workspace_id: project.workspace_id, ...filter };
  return useInfiniteQuery({
    queryKey: ["company", project.id, "drafts", campaignId, filter],
    queryFn: ({ pageParam, signal }) =>
      api<DraftPage>(`/api/campaigns/${campaignId}/drafts`, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    initialData: { pages: [firstPage], pageParams: [null] },
    getNextPageParam: (last) => last.next_cursor,
  });
}

export type Decision = "approved" | "rejected";
const asFailure = (error: string): ApiError => new ApiError(409, { error });
const emails = (count: number): string => (count === 1 ? "1 email" : `${count} emails`);

export function useDecide({ project, campaignId }: Of) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ decision, drafts }: { decision: Decision; drafts: readonly Draft[] }) =>
      api<DecideAnswer>(`/api/campaigns/${campaignId}/drafts/decide`, {
        json: {
          workspace_id: project.workspace_id,
          decision,
          items: drafts.flatMap(({ id, hash }) => (hash === null ? [] : [{ id, hash }])),
        },
      }),
    onSuccess: ({ decided, items }, { decision }) => {
      const refused = items.filter(({ status }) => status !== 200);
      const first = refused[0]?.error;
      if (decided > 0) notifySuccess(`${decision === "approved" ? "Approved" : "Rejected"} ${emails(decided)}`);
      if (first !== undefined) notifyFailure(`${emails(refused.length)} not decided`, asFailure(first));
    },
    onError: (error) => notifyFailure("Nothing was decided", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
}
