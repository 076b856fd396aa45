"use client";

import { SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { use, useState } from "react";
import { api } from "@/app/_ui/api-client";
import { toChoice } from "@/app/_ui/campaign-choice";
import { gather } from "@/app/_ui/gather";
import { LiveBadge } from "@/app/_ui/live-badge";
import { PageHeader } from "@/app/_ui/page-header";
import { WhenDue } from "@/app/_ui/when";
import { useCampaigns } from "@/app/_ui/use-campaigns";
import type { IgnitionView } from "@/app/_ui/use-ignition";
import { LedgerShown, useLedgerStream } from "@/app/_ui/use-ledger-stream";
import type { Page } from "@/app/_ui/use-pages";
import { useUnreadReplies } from "@/app/_ui/use-unread-replies";
import type { Goal } from "@/lib/autopilot/plan/schemas";
import type { Approval } from "@/lib/company/approvals/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import type { Receipt } from "@/lib/company/receipts/schemas";
import type { Task } from "@/lib/company/tasks/schemas";
import type { DashboardAggregate } from "@/lib/metering/metrics/schemas";
import type { CampaignPage } from "@/lib/outreach/campaigns/list-campaigns";
import { GoalCard } from "./goal-card";
import { NeedsYou } from "./needs-you";
import { needsOf } from "./needs";
import { NextStep } from "./next-step";
import { VerifiedLately } from "./verified-lately";
import { WeekCard } from "./week-card";

type Props = {
  project: Project;
  campaigns: CampaignPage;
  unreadReplies: number;
  approvals: Page<Approval>;
  tasks: Page<Task>;
  verified: Receipt[];
  week: DashboardAggregate;
  goal: Goal | null;
  /** Nothing is missing for a launch. */
  ready: boolean;
  launch: IgnitionView;
  nextNight: string | null;
};

/** A burst of ledger lines has the page read again once in this time. */
const GATHER_MS = 1500;

/** The first page of a company: what needs its founder, what was verified, and how the week went. */
export function TodayView({
  project,
  campaigns: firstCampaigns,
  unreadReplies,
  week,
  goal,
  ready,
  launch,
  nextNight,
  ...first
}: Props) {
  const campaigns = useCampaigns(project, firstCampaigns).map(toChoice);
  const unread = useUnreadReplies({
    projectId: project.id,
    workspaceId: project.workspace_id,
    initial: unreadReplies,
  });
  const approvals = useOpen<Approval>(project.id, "approvals", { tab: "needs_you", first: first.approvals });
  const tasks = useOpen<Task>(project.id, "tasks", { tab: "needs_action", first: first.tasks });
  const { live } = useFreshPage(project.id);
  const isLedgerShown = use(LedgerShown);
  return (
    <>
      <PageHeader
        title={project.name}
        description={project.idea ? firstLines(project.idea) : undefined}
        actions={isLedgerShown && <LiveBadge live={live} />}
      />
      <Stack gap="lg">
        <NextStep project={project} campaigns={campaigns} ready={ready} launch={launch} />
        <NeedsYou
          projectId={project.id}
          needs={needsOf({ campaigns, unreadReplies: unread, approvals, tasks })}
          quiet={
            <>
              Proposals, answers, drafts and problems stand here as soon as there are any.
              {nextNight && (
                <>
                  {" "}
                  The next night shift begins <WhenDue iso={nextNight} />.
                </>
              )}
            </>
          }
        />
        {goal && <GoalCard projectId={project.id} goal={goal} />}
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
          <VerifiedLately projectId={project.id} receipts={first.verified} />
          <WeekCard projectId={project.id} week={week} />
        </SimpleGrid>
      </Stack>
    </>
  );
}

type Open<T> = { tab: string; first: Page<T> };

/** An open list of the company, from the one that the server rendered to that of each new ledger line. */
const useOpen = <T,>(projectId: string, list: "approvals" | "tasks", { tab, first }: Open<T>): T[] =>
  useQuery({
    queryKey: ["company", projectId, list, tab],
    queryFn: ({ signal }) => api<Page<T>>(`/api/projects/${projectId}/${list}`, { query: { tab, limit: 50 }, signal }),
    initialData: first,
  }).data.data;

/** The parts that the server renders are read again when ledger lines arrive. */
function useFreshPage(projectId: string): { live: boolean } {
  const router = useRouter();
  const [gathered] = useState(() => gather(GATHER_MS));
  return useLedgerStream(projectId, () => gathered(async () => router.refresh()));
}

const firstLines = (text: string): string => (text.length > 180 ? `${text.slice(0, 177).trimEnd()}…` : text);
