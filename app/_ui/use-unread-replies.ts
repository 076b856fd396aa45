"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "./api-client";

type Of = { projectId: string; workspaceId: string | undefined; initial: number };

/** How many conversations are unread, from the number that the server rendered to that of each new ledger line. */
export const useUnreadReplies = ({ projectId, workspaceId, initial }: Of): number =>
  useQuery({
    queryKey: ["company", projectId, "unread replies"],
    queryFn: async ({ signal }) => {
      const query = { workspace_id: workspaceId, limit: 1 };
      return (await api<{ unread: number }>("/api/replies", { query, signal })).unread;
    },
    initialData: initial,
    enabled: workspaceId !== undefined,
  }).data;
