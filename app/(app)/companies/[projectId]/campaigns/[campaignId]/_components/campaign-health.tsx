import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { LinkButton } from "@/app/_ui/link-button";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import type { AccountTest } from "@/lib/outreach/mailbox/schemas";
import type { Project } from "@/lib/company/projects/schemas";

type Props = { project: Project; campaign: CampaignWithProgress };

/** The first problem that keeps a campaign from sending, in the server's words, with what to do about it. */
export function CampaignHealth({ project, campaign }: Props) {
  const failed = campaign.progress.reduce((sum, step) => sum + step.failed, 0);
  if (campaign.status === "failed" && campaign.failure) {
    return (
      <Problem title="The workflows could not be deployed">
        {campaign.failure} Put it right and activate the campaign again.
      </Problem>
    );
  }
  if (campaign.pause_reason === "bounces" || campaign.pause_reason === "complaints") {
    return <Guarded reason={campaign.pause_reason} />;
  }
  if (campaign.failure) {
    return (
      <Problem
        title={
          campaign.pause_reason === "mail_server"
            ? "Paused: the mail server takes no email"
            : "The mail server took no email on the last attempt"
        }
        action={<AccountActions project={project} />}
      >
        It said: “{campaign.failure}” No email is lost.{" "}
        {campaign.pause_reason === "mail_server"
          ? "Greenlight tests the account again by itself, and the campaign goes on once it works."
          : "The emails are tried again in a few minutes."}
      </Problem>
    );
  }
  if (failed > 0) {
    return (
      <Problem
        color="orange"
        title={`${failed} ${failed === 1 ? "email" : "emails"} failed for good`}
        action={<TryAgain project={project} campaignId={campaign.id} failed={failed} />}
      >
        The mail server refused {failed === 1 ? "it" : "them"}, for a reason that is not the recipient’s. If you have
        put the reason right, try again.
      </Problem>
    );
  }
  return null;
}

const GUARDED = {
  bounces: {
    title: "Paused: too many emails bounced",
    advice: "5 % or more bounced within 7 days. Check where the addresses come from, remove doubtful ones, and resume.",
  },
  complaints: {
    title: "Paused: too many emails were reported as spam",
    advice: "Mailbox providers block senders who are reported. Check the audience and the text, and resume.",
  },
} as const;

/** A guardrail stopped the account: only the founder lets it go on, with the button at the top of the page. */
const Guarded = ({ reason }: { reason: keyof typeof GUARDED }) => (
  <Problem title={GUARDED[reason].title}>{GUARDED[reason].advice}</Problem>
);

type ProblemProps = { title: string; color?: string; action?: React.ReactNode; children: React.ReactNode };

function Problem({ title, color = "red", action, children }: ProblemProps) {
  return (
    <Alert color={color} title={title} role="alert" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
      {action && (
        <Group mt="sm" gap="xs">
          {action}
        </Group>
      )}
    </Alert>
  );
}

function AccountActions({ project }: { project: Project }) {
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () =>
      api<{ tests: AccountTest[] }>("/api/onboarding/test-mail-account", {
        json: { workspace_id: project.workspace_id },
      }),
    onSuccess: ({ tests }) => {
      const broken = tests.find(({ ok }) => !ok);
      if (broken) notifyFailure("The account does not work yet", new Error(broken.message));
      else notifySuccess("The account works", "The campaign goes on within a minute.");
    },
    onError: (error) => notifyFailure("The account was not tested", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  return (
    <>
      <Button size="xs" onClick={() => test.mutate()} loading={test.isPending}>
        Test the account now
      </Button>
      <LinkButton size="xs" variant="default" href={`/companies/${project.id}/onboarding?step=credentials`}>
        Change the mail account
      </LinkButton>
    </>
  );
}

function TryAgain({ project, campaignId, failed }: { project: Project; campaignId: string; failed: number }) {
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      api<{ retried: number; cancelled: number }>(`/api/campaigns/${campaignId}/retry-failed`, {
        json: { workspace_id: project.workspace_id },
      }),
    onSuccess: ({ retried }) =>
      notifySuccess("Trying again", `${retried} ${retried === 1 ? "email is" : "emails are"} due.`),
    onError: (error) => notifyFailure("Nothing was changed", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  return (
    <Button size="xs" color="orange" onClick={() => retry.mutate()} loading={retry.isPending}>
      Try {failed === 1 ? "it" : `all ${failed}`} again
    </Button>
  );
}
