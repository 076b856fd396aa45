"use client";

import { Accordion, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure } from "@/app/_ui/notify";
import type { OnboardingStep, Progress } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { LaunchCard } from "./launch-card";
import classes from "./onboarding.module.css";
import { PartForm, type PartAnswers } from "./part-form";
import { PartHeading } from "./part-heading";
import { ONBOARDING_ORDER, PART_TITLES } from "./parts";

type Props = PartAnswers & {
  initial: Progress;
  open: OnboardingStep;
  launched: boolean;
};

/** The parts of the onboarding, one open at a time, and the launch below them. */
export function OnboardingView({ project, initial, open, saved, revisions, drafts, launched }: Props) {
  const refresh = useRefresh(project);
  const [shown, show] = useStepInAddress(project, open);
  const [seen, setSeen] = useState<ReadonlySet<OnboardingStep>>(new Set());
  if (shown && !seen.has(shown)) setSeen(new Set([...seen, shown]));
  const query = { workspace_id: project.workspace_id };
  const progress = useQuery({
    queryKey: ["company", project.id, "progress"],
    queryFn: ({ signal }) => api<Progress>("/api/onboarding/progress", { query, signal }),
    initialData: initial,
  });
  const finish = async (step: OnboardingStep): Promise<void> => {
    await refresh();
    const later = ONBOARDING_ORDER.slice(ONBOARDING_ORDER.indexOf(step) + 1);
    // Where there is no machine to choose, nobody is asked to look at it.
    const next = later.find((candidate) => candidate !== "machine" || saved.machineOffers !== "none");
    if (next) goTo(next);
  };
  const goTo = (step: OnboardingStep): void => {
    show(step);
    focusPart(step);
  };
  return (
    <Stack gap="lg" maw={820}>
      {progress.isError && (
        <Failure
          title="Your progress could not be checked"
          error={progress.error}
          onRetry={() => void progress.refetch()}
        />
      )}
      <Accordion
        value={shown}
        onChange={(value) => show(value as OnboardingStep | null)}
        variant="separated"
        radius="lg"
        order={2}
        classNames={{ item: classes.item, control: classes.control }}
      >
        {progress.data.steps.map(({ step, complete }, index) => (
          <Accordion.Item key={step} value={step} data-part={step} data-complete={complete}>
            <Accordion.Control>
              <PartHeading number={index + 1} complete={complete} {...PART_TITLES[step]} />
            </Accordion.Control>
            <Accordion.Panel>
              {seen.has(step) && (
                <PartForm
                  step={step}
                  project={project}
                  saved={saved}
                  revisions={revisions}
                  drafts={drafts}
                  onKept={refresh}
                  onSaved={() => finish(step)}
                />
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <LaunchCard project={project} progress={progress.data} launched={launched} onShow={goTo} />
    </Stack>
  );
}

/** The heading of a part has the focus when the part is opened from elsewhere, so that the next key is in it. */
const focusPart = (step: OnboardingStep): void =>
  document.querySelector<HTMLElement>(`[data-part="${step}"] button[aria-expanded]`)?.focus();

const CLOSED = "none";

/** The open step stands in the address, so that a link opens it and Back returns to the one before. */
function useStepInAddress(
  project: Project,
  first: OnboardingStep,
): [OnboardingStep | null, (step: OnboardingStep | null) => void] {
  const asked = useSearchParams().get("step");
  const shown = asked === CLOSED ? null : (ONBOARDING_ORDER.find((step) => step === asked) ?? first);
  const show = (step: OnboardingStep | null): void => {
    window.history.pushState(null, "", `?step=${step ?? CLOSED}`);
    if (step) void remember(project, step);
  };
  return [shown, show];
}

/** Reads everything of the company again after something was saved. */
function useRefresh(project: Project): () => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    await queries.invalidateQueries({ queryKey: ["company", project.id] });
    router.refresh();
  };
}

async function remember(project: Project, step: OnboardingStep): Promise<void> {
  try {
    await api("/api/onboarding/progress", { json: { workspace_id: project.workspace_id, current_step: step } });
  } catch (error) {
    notifyFailure("Where you are could not be saved", error);
  }
}
