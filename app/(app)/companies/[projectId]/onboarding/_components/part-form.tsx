"use client";

import dynamic from "next/dynamic";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { OnboardingDraft, OnboardingStep } from "@/lib/operations/onboarding/schemas";
import type { Saved } from "./saved";

// Each part is loaded when it is first looked at, and shown when it can be typed into: what is typed earlier would be lost.
const loading = () => <RowsSkeleton />;
const DomainPart = dynamic(() => import("./domain-part").then((module) => module.DomainPart), { ssr: false, loading });
const BrandForm = dynamic(() => import("./brand-form").then((module) => module.BrandForm), { ssr: false, loading });
const MailAccountForm = dynamic(() => import("./mail-account-form").then((module) => module.MailAccountForm), {
  ssr: false,
  loading,
});
const CalendarForm = dynamic(() => import("./calendar-form").then((module) => module.CalendarForm), {
  ssr: false,
  loading,
});
const ResearchPart = dynamic(() => import("./research-part").then((module) => module.ResearchPart), {
  ssr: false,
  loading,
});
const MachineForm = dynamic(() => import("./machine-form").then((module) => module.MachineForm), {
  ssr: false,
  loading,
});
const ScheduleForm = dynamic(() => import("./schedule-form").then((module) => module.ScheduleForm), {
  ssr: false,
  loading,
});
const LeadsPart = dynamic(() => import("./leads-part").then((module) => module.LeadsPart), { ssr: false, loading });

/** The answers of a company as the page read them. */
export type PartAnswers = {
  project: Project;
  saved: Saved;
  /** Of what is saved. */
  revisions: Record<"brand" | "infrastructure", number>;
  /** This person's typed answers that are not saved. */
  drafts: readonly OnboardingDraft[];
};

type Props = PartAnswers & {
  step: OnboardingStep;
  /** Something of the part was saved, and the part is not done. */
  onKept: () => Promise<void>;
  onSaved: () => Promise<void>;
};

/** The form of one part of the onboarding. */
export function PartForm(props: Props) {
  const { step, project, saved, drafts, onKept, onSaved } = props;
  const draft = drafts.find(({ part }) => part === step) ?? null;
  switch (step) {
    case "domain":
      return (
        <DomainPart
          project={project}
          step={saved.domain}
          tracking={saved.tracking}
          entersRecords={saved.entersRecords}
          onChecked={onKept}
          onDone={onSaved}
        />
      );
    case "credentials":
      return (
        <MailAccountForm
          project={project}
          saved={saved.mail}
          replies={saved.replies}
          offers={saved.mailOffers}
          draft={draft}
          onKept={onKept}
          onSaved={onSaved}
        />
      );
    case "research":
      return <ResearchPart project={project} keys={saved.keys} onKept={onKept} onDone={onSaved} />;
    case "leads":
      return <LeadsPart project={project} hasLeads={saved.hasLeads} />;
    default:
      return <RevisedPart {...props} step={step} draft={draft} />;
  }
}

type RevisedStep = Exclude<OnboardingStep, "domain" | "credentials" | "research" | "leads">;

/** A part whose answers are saved over the revision that was read: of company and sender, or of the schedule. */
function RevisedPart({
  step,
  project,
  saved,
  revisions,
  draft,
  onKept,
  onSaved,
}: Props & { step: RevisedStep; draft: OnboardingDraft | null }) {
  const ofBrand = { project, saved: saved.brand, first: { revision: revisions.brand, draft }, onSaved };
  const ofSchedule = { project, saved: saved.schedule, first: { revision: revisions.infrastructure, draft }, onSaved };
  switch (step) {
    case "brand":
      return <BrandForm {...ofBrand} />;
    case "calendar":
      return <CalendarForm {...ofBrand} checks={saved.bookingChecks} onKept={onKept} />;
    case "infrastructure":
      return <ScheduleForm {...ofSchedule} />;
    case "machine":
      return <MachineForm {...ofSchedule} offers={saved.machineOffers} />;
  }
}
