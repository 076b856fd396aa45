"use client";

import { Card, Group, Text, ThemeIcon, Title } from "@mantine/core";
import { IconAlertTriangle, IconListCheck, IconMailFast, IconRocket } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { LinkButton } from "@/app/_ui/link-button";
import { RunNow } from "@/app/_ui/run-now";
import { isRunning, useIgnition, type IgnitionView } from "@/app/_ui/use-ignition";
import type { Project } from "@/lib/company/projects/schemas";
import type { CampaignChoice } from "@/app/_ui/campaign-choice";

type Props = { project: Project; campaigns: CampaignChoice[]; ready: boolean; launch: IgnitionView };

/** The founder's next step, until emails are sent on schedule. */
export function NextStep({ project, campaigns, ready, launch }: Props) {
  const { data: ignition } = useIgnition(project, launch);
  const base = `/companies/${project.id}`;
  const active = campaigns.find(({ status }) => status === "active");

  if (ignition.status === "active") {
    // The card below says it.
    if (campaigns.some(({ failure }) => failure !== null)) return null;
    if (!active || campaigns.some(({ mailed }) => mailed)) return null;
    return (
      <Step
        icon={<IconMailFast size={22} />}
        title="Your outreach engine is running"
        action={<RunNow workspaceId={project.workspace_id} projectId={project.id} campaignId={active.id} />}
      >
        Mail goes out by itself inside your sending window. To see it at once, run Email preparation now, and then Email
        1.
      </Step>
    );
  }
  if (isRunning(ignition.status)) {
    return (
      <Step
        icon={<IconRocket size={22} />}
        title="Launch is under way"
        action={<LinkButton href={`${base}/launch`}>Watch it</LinkButton>}
      >
        Your outreach engine is being set up, step by step.
      </Step>
    );
  }
  if (ignition.status === "failed") {
    return (
      <Step
        icon={<IconAlertTriangle size={22} />}
        color="red"
        title="The launch did not succeed"
        action={<LinkButton href={`${base}/launch`}>See what to do</LinkButton>}
      >
        {ignition.error?.message ?? "It was undone. You can try again."}
      </Step>
    );
  }
  if (ready) {
    return (
      <Step
        icon={<IconRocket size={22} />}
        title="Everything is ready"
        action={<LinkButton href={`${base}/launch`}>Go to Launch</LinkButton>}
      >
        Press Launch to set up your outreach engine. It takes a minute or two, and you can watch each step.
      </Step>
    );
  }
  return (
    <Step
      icon={<IconListCheck size={22} />}
      title="Finish the onboarding"
      action={<LinkButton href={`${base}/onboarding`}>Continue</LinkButton>}
    >
      Sender, mailbox, sending hours and leads: four short steps, each saved separately. Then you can launch.
    </Step>
  );
}

type StepProps = { icon: ReactNode; title: string; action: ReactNode; children: ReactNode; color?: string };

function Step({ icon, title, action, children, color = "green" }: StepProps) {
  return (
    <Card component="section" aria-label="Next step" style={{ borderColor: `var(--mantine-color-${color}-outline)` }}>
      <Group justify="space-between" gap="md">
        <Group wrap="nowrap" gap="md" style={{ flex: "1 1 320px" }} align="flex-start">
          <ThemeIcon size={42} radius="xl" variant="light" color={color} aria-hidden>
            {icon}
          </ThemeIcon>
          <div>
            <Title order={2} fz="md">
              {title}
            </Title>
            <Text size="sm" c="dimmed" mt={2}>
              {children}
            </Text>
          </div>
        </Group>
        {action}
      </Group>
    </Card>
  );
}
