import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { readBrand } from "@/lib/company/profile/read-brand";
import { listOnboardingDrafts } from "@/lib/operations/onboarding/list-onboarding-drafts";
import { readInfrastructure } from "@/lib/operations/onboarding/read-infrastructure";
import { pageProject } from "@/lib/http/page-ctx";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { getTracking } from "@/lib/outreach/tracking/get-tracking";
import { getCredentials } from "@/lib/operations/onboarding/get-credentials";
import { getCalendarStep } from "@/lib/operations/onboarding/get-calendar-step";
import { getDomainStep } from "@/lib/operations/onboarding/get-domain-step";
import { getProgress } from "@/lib/operations/onboarding/get-progress";
import { OnboardingStep } from "@/lib/operations/onboarding/schemas";
import { selectDnsSetup } from "@/lib/providers/dns/select-setup";
import { findOffers } from "@/lib/operations/machines/find-offers";
import { OnboardingView } from "./_components/onboarding-view";

export const metadata: Metadata = { title: "Onboarding" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<{ step?: string | string[] }> };

export default async function OnboardingPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const asked = OnboardingStep.safeParse((await searchParams).step);
  const [
    progress,
    { brand, ...brandRead },
    credentials,
    { infrastructure: schedule, ...scheduleRead },
    leads,
    launch,
    drafts,
    domain,
    tracking,
    machineOffers,
    calendar,
  ] = await Promise.all([
    getProgress(ctx),
    readBrand(ctx),
    getCredentials(ctx),
    readInfrastructure(ctx),
    listLeads(ctx, { limit: 1 }),
    getIgnitionStatus(ctx),
    listOnboardingDrafts(ctx),
    getDomainStep(ctx),
    getTracking(ctx),
    findOffers(ctx),
    getCalendarStep(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Onboarding"
        description="Each part is saved when you press its button; you can leave and come back."
      />
      <OnboardingView
        project={project}
        initial={progress}
        open={asked.success ? asked.data : progress.current_step}
        saved={{
          domain,
          tracking,
          entersRecords: selectDnsSetup() !== null,
          brand,
          mail: credentials.mail_account,
          replies: credentials.reply_mailbox,
          mailOffers: { testMailbox: credentials.test_mailbox_available, gmail: credentials.gmail_available },
          bookingChecks: calendar.checks,
          keys: { credentials: credentials.credentials, checks: credentials.checks },
          schedule,
          machineOffers,
          hasLeads: leads.data.length > 0,
        }}
        revisions={{ brand: brandRead.revision, infrastructure: scheduleRead.revision }}
        drafts={drafts}
        launched={launch.status === "active"}
      />
    </>
  );
}
