"use client";

import { useQuery } from "@tanstack/react-query";
import type { CampaignPage } from "@/lib/outreach/campaigns/list-campaigns";
import type { Project } from "@/lib/company/projects/schemas";
import { api } from "./api-client";

/** The company's campaigns, from the ones that the server rendered to those of each new ledger line. */
export const useCampaigns = ({ id, workspace_id }: Project, firstPage: CampaignPage): CampaignPage["data"] =>
  useQuery({
    queryKey: ["company", id, "campaigns"],
    queryFn: ({ signal }) => api<CampaignPage>("/api/campaigns", { query: { workspace_id, limit: 200 }, signal }),
    initialData: firstPage,
  }).data.data;
