"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "./api-client";

type Of = { projectId: string; initial: number };

/** How many proposals need the founder, from the number that the server rendered to that of each new ledger line. */
export const useWaitingApprovals = ({ projectId, initial }: Of): number =>
  useQuery({
    queryKey: ["company", projectId, "waiting approvals"],
    queryFn: async ({ signal }) => {
      const query = { tab: "needs_you", limit: 1 };
      return (await api<{ counts: { needs_you: number } }>(`/api/projects/${projectId}/approvals`, { query, signal }))
        .counts.needs_you;
    },
    initialData: initial,
  }).data;
