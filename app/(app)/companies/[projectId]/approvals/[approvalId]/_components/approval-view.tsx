"use client";

import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ApprovalStateBadge } from "@/app/_ui/approval-state";
import { ErasedNote } from "@/app/_ui/erased-note";
import { Fact, Facts } from "@/app/_ui/facts";
import { ORIGIN_WORDS } from "@/app/_ui/origin-words";
import { PageHeader } from "@/app/_ui/page-header";
import { PreviewParts } from "@/app/_ui/preview-parts";
import { When, WhenDue } from "@/app/_ui/when";
import type { ApprovalDetail } from "@/lib/company/approvals/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { Decision } from "@/app/_ui/approval/decision";
import { sinceInWords } from "../../_components/basis-words";
import { TraceCard } from "./trace-card";
import { useApproval, type Shown } from "@/app/_ui/approval/use-approval";
import { Versions } from "./versions";

const ReviseForm = dynamic(() => import("@/app/_ui/approval/revise-form").then((module) => module.ReviseForm));

type Props = { project: Project; first: Shown };

/** One proposal: exactly what will happen, through which account, and what became of it. */
export function ApprovalView({ project, first }: Props) {
  const screen = useApproval(project, first);
  const { detail, trace } = screen;
  const [revising, setRevising] = useState(false);
  const [current] = detail.versions;
  return (
    <>
      <PageHeader
        back={{ href: `/companies/${project.id}/approvals`, label: "Approvals" }}
        title={detail.title}
        description={<ApprovalStateBadge state={detail.state} held={detail.held} />}
      />
      <Stack>
        <ErasedNote at={detail.erased_at} follows="It cannot be carried out any more." />
        <Decision screen={screen} onRevise={() => setRevising(true)} />
        {revising && current && (
          <ReviseForm screen={screen} sealed={current.sealed} onClose={() => setRevising(false)} />
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Card>
            <Title order={2} fz="h4" mb="sm">
              The effect
            </Title>
            <PreviewParts parts={current?.parts ?? []} />
          </Card>
          <Stack>
            <Basis detail={detail} />
            <TraceCard project={project} trace={trace} />
          </Stack>
        </SimpleGrid>
        <Versions versions={detail.versions} />
      </Stack>
    </>
  );
}

function Basis({ detail }: { detail: ApprovalDetail }) {
  const { account_label, cost_cap_cents, composed_at, events_since, expires_at, versions, origin } = detail;
  return (
    <Card>
      <Title order={2} fz="h4" mb="sm">
        The basis of your decision
      </Title>
      <Facts>
        <Fact name="Account that acts">{account_label}</Fact>
        <Fact name="Costs at most">{cost_cap_cents === 0 ? "Nothing" : `$${(cost_cap_cents / 100).toFixed(2)}`}</Fact>
        <Fact name="Composed">
          <When iso={composed_at} />, {sinceInWords(events_since)}
        </Fact>
        <Fact name="Proposed by">{ORIGIN_WORDS[origin]}</Fact>
        <Fact name="Decision due">
          <WhenDue iso={expires_at} />
        </Fact>
        <Fact name="Hash">
          <Text size="xs" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {versions[0]?.content_hash}
          </Text>
        </Fact>
      </Facts>
    </Card>
  );
}
