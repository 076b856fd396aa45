import { queryOptions } from "@tanstack/react-query";
import type { LeadImport } from "@/lib/outreach/leads/schemas";
import { api, ApiError } from "../api-client";

const EVERY_MS = 400;

/** No further answer makes it visible again: it was undone or its company is closed to this person. */
export const isGone = (error: Error | null): boolean =>
  error instanceof ApiError && (error.status === 403 || error.status === 404);

/** How far an import is, asked again until it has ended or is gone. */
export const importQuery = (workspaceId: string, importId: string | null) =>
  queryOptions({
    queryKey: ["lead-import", importId],
    queryFn: ({ signal }) =>
      api<LeadImport>(`/api/leads/imports/${importId}`, { query: { workspace_id: workspaceId }, signal }),
    enabled: importId !== null,
    refetchInterval: ({ state: { data, error } }) =>
      (data && data.status !== "running") || isGone(error) ? false : EVERY_MS,
  });
