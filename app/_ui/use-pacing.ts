"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import type { Project } from "@/lib/company/projects/schemas";
import type { Pacing } from "@/lib/outreach/mailbox/schemas";

/** How fast the company's sending account may go, and what keeps it from sending. */
export const usePacing = (project: Project): UseQueryResult<Pacing> =>
  useQuery({
    queryKey: ["company", project.id, "pacing"],
    queryFn: ({ signal }) =>
      api<Pacing>("/api/mailbox/pacing", { query: { workspace_id: project.workspace_id }, signal }),
  });
