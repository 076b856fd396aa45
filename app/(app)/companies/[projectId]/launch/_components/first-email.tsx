"use client";

import { Alert, Stack, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { PreviewedEmail } from "@/app/_ui/previewed-email";
import { ShownLead } from "@/app/_ui/shown-lead";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { SampledEmail } from "@/lib/outreach/drafts/schemas";

type Props = { project: Project; campaignId: string | null };

/** The first email as a lead that the founder chooses would receive it. A text of the model's is written once for each lead that is looked at. */
export function FirstEmail({ project, campaignId }: Props) {
  const [leadId, setLeadId] = useState<string | null>(null);
  const json = {
    workspace_id: project.workspace_id,
    ...(campaignId && { campaign_id: campaignId }),
    ...(leadId && { lead_id: leadId }),
  };
  const sample = useQuery({
    queryKey: ["company", project.id, "first-email", campaignId, leadId],
    queryFn: ({ signal }) => api<SampledEmail>("/api/onboarding/sample-email", { json, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const email = sample.data ?? null;
  return (
    <Stack gap="sm" component="section" aria-labelledby="first-email-title">
      <Title order={2} size="h5" id="first-email-title">
        The first email
      </Title>
      <ShownLead project={project} shown={email} onChoose={setLeadId} />
      {sample.isError && (
        <Failure title="The first email cannot be shown" error={sample.error} onRetry={() => void sample.refetch()} />
      )}
      {sample.isFetching && <RowsSkeleton rows={5} />}
      {email && !sample.isFetching && (
        <>
          {email.source !== null && <Written by={email.source} />}
          <PreviewedEmail email={email} />
        </>
      )}
    </Stack>
  );
}

const Written = ({ by }: { by: string }) =>
  by === "offline planner" ? (
    <Alert color="blue" title="Sample text">
      The offline planner wrote this, because no language model is connected. You can edit every draft.
    </Alert>
  ) : (
    <Alert color="blue" title={`Written by ${by} just now`}>
      Each lead’s draft is written anew after the launch, and waits for your approval.
    </Alert>
  );
