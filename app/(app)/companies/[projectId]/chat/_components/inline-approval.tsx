"use client";

import { Card, Group, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Decision } from "@/app/_ui/approval/decision";
import { useApproval, type Shown } from "@/app/_ui/approval/use-approval";
import { ApprovalStateBadge } from "@/app/_ui/approval-state";
import { Failure } from "@/app/_ui/failure";
import { Link } from "@/app/_ui/link";
import { PreviewParts } from "@/app/_ui/preview-parts";
import type { ApprovalDetail } from "@/lib/company/approvals/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import type { Trace } from "@/lib/company/receipts/schemas";

const ReviseForm = dynamic(() => import("@/app/_ui/approval/revise-form").then((module) => module.ReviseForm));

type Props = { project: Project; approvalId: string };

/** A proposal within the talk, with its whole effect: decided here by the version that is shown, and read again when one comes back to it. */
export function InlineApproval({ project, approvalId }: Props) {
  const query = { workspace_id: project.workspace_id };
  const first = useQuery({
    queryKey: ["company", project.id, "approval", approvalId, "first"],
    queryFn: async ({ signal }): Promise<Shown> => {
      const [detail, trace] = await Promise.all([
        api<ApprovalDetail>(`/api/approvals/${approvalId}`, { query, signal }),
        api<Trace>(`/api/approvals/${approvalId}/trace`, { query, signal }),
      ]);
      return { detail, trace };
    },
    staleTime: Infinity,
  });
  if (first.isPending) return <Loader size="sm" aria-label="Loading the proposal" />;
  if (first.isError)
    return (
      <Failure title="The proposal could not be loaded" error={first.error} onRetry={() => void first.refetch()} />
    );
  return <ShownApproval project={project} first={first.data} />;
}

function ShownApproval({ project, first }: { project: Project; first: Shown }) {
  const screen = useApproval(project, first);
  const { detail, trace } = screen;
  const [revising, setRevising] = useState(false);
  const [current] = detail.versions;
  const base = `/companies/${project.id}`;
  return (
    <Card withBorder my="sm" component="section" aria-label={`Proposal: ${detail.title}`}>
      <Group justify="space-between" gap="xs" align="flex-start" mb="xs">
        <Link href={`${base}/approvals/${detail.id}`} className="plain-link">
          <Text component="span" fw={600} size="sm">
            {detail.title}
          </Text>
        </Link>
        <ApprovalStateBadge state={detail.state} />
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {detail.account_label}
      </Text>
      <PreviewParts parts={current?.parts ?? []} />
      <Text size="xs" c="dimmed" ff="monospace" mt="xs" style={{ overflowWrap: "anywhere" }}>
        SHA-256 {current?.content_hash}
      </Text>
      {trace.receipt && (
        <Link href={`${base}/receipts/${trace.receipt.id}`}>
          <Text component="span" size="sm">
            Receipt
          </Text>
        </Link>
      )}
      <Stack mt="sm">
        <Decision screen={screen} onRevise={() => setRevising(true)} keys={false} />
        {revising && current && (
          <ReviseForm screen={screen} sealed={current.sealed} onClose={() => setRevising(false)} />
        )}
      </Stack>
    </Card>
  );
}
