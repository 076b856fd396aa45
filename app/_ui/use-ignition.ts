"use client";

import { useQuery, type DefinedUseQueryResult } from "@tanstack/react-query";
import type { IgnitionView } from "@/lib/operations/ignition/get-ignition-status";
import type { Project } from "@/lib/company/projects/schemas";
import { api } from "./api-client";

export type { IgnitionView };

const STILL: ReadonlySet<IgnitionView["status"]> = new Set(["not_started", "active", "failed", "cancelled"]);

export const isRunning = (status: IgnitionView["status"]): boolean => !STILL.has(status);

/** Where the launch is; asked every second while it runs, and whenever the company's ledger moves. */
export function useIgnition(
  project: Pick<Project, "id" | "workspace_id">,
  initial: IgnitionView,
): DefinedUseQueryResult<IgnitionView> {
  return useQuery({
    queryKey: ["company", project.id, "ignition"],
    queryFn: ({ signal }) =>
      api<IgnitionView>("/api/onboarding/ignition-status", { query: { workspace_id: project.workspace_id }, signal }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.status) ? 1000 : false),
  });
}
