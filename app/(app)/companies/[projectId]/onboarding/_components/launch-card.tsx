"use client";

import { Anchor, Button, Card, Group, List, ListItem, Text, Title } from "@mantine/core";
import { IconRocket } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api, ApiError, type MissingItem } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { Link } from "@/app/_ui/link";
import { LinkButton } from "@/app/_ui/link-button";
import type { OnboardingStep, Progress } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { ONBOARDING_ORDER, PART_TITLES } from "./parts";

type Props = { project: Project; progress: Progress; launched: boolean; onShow: (step: OnboardingStep) => void };

/** The missing parts of a launch, and the launch button. */
export function LaunchCard({ project, progress, launched, onShow }: Props) {
  const router = useRouter();
  const page = `/companies/${project.id}/launch`;
  const launch = useMutation({
    mutationFn: () =>
      api("/api/onboarding/launch", { json: { workspace_id: project.workspace_id, project_id: project.id } }),
    onSuccess: () => router.push(page),
    // Another member launched it already: show that launch.
    onError: (error) => error instanceof ApiError && error.status === 409 && router.push(page),
  });
  const refused = launch.error instanceof ApiError ? launch.error.missing : [];
  const missing: MissingItem[] = refused.length > 0 ? refused : progress.steps.flatMap((step) => step.missing);
  if (launched) {
    return (
      <Card>
        <Group justify="space-between">
          <Text>This company is launched. Changes here reach its outreach engine within seconds.</Text>
          <LinkButton href={page} variant="default">
            To the launch page
          </LinkButton>
        </Group>
      </Card>
    );
  }
  return (
    <Card component="section" aria-labelledby="launch-title">
      <Title order={2} id="launch-title">
        Review and launch
      </Title>
      <div aria-live="polite">
        {missing.length === 0 ? (
          <Text size="sm" c="dimmed" mt={4}>
            You’re ready. Launch sets up your outreach engine; you can watch each step.{" "}
            <Anchor component={Link} href={page} size="sm" underline="always">
              Review what it does first
            </Anchor>
          </Text>
        ) : (
          <MissingParts missing={missing} onShow={onShow} />
        )}
      </div>
      {launch.isError && refused.length === 0 && <Failure title="The launch was not started" error={launch.error} />}
      <Group mt="md">
        <Button
          size="md"
          leftSection={<IconRocket size={18} aria-hidden />}
          onClick={() => launch.mutate()}
          loading={launch.isPending}
          disabled={!progress.ready}
        >
          Launch
        </Button>
      </Group>
    </Card>
  );
}

/** The parts whose sentences are each about another thing. */
const LISTED: ReadonlySet<OnboardingStep> = new Set(["domain", "calendar", "research"]);

/** A part that was never saved is one line: its fields may be filled in already, only not saved. */
function linesOf(missing: MissingItem[]): { step: OnboardingStep; text: string }[] {
  const steps = ONBOARDING_ORDER.map((step) => ({ step, items: missing.filter((item) => item.step === step) }));
  return steps.flatMap(({ step, items }) =>
    items.length > 1 && !LISTED.has(step)
      ? [{ step, text: `Fill in and save “${PART_TITLES[step].title}”` }]
      : items.map(({ message }) => ({ step, text: message })),
  );
}

function MissingParts({ missing, onShow }: { missing: MissingItem[]; onShow: (step: OnboardingStep) => void }) {
  return (
    <>
      <Text size="sm" c="dimmed" mt={4} mb={6}>
        Before the launch:
      </Text>
      <List size="sm" spacing={4}>
        {linesOf(missing).map(({ step, text }) => (
          <ListItem key={`${step} ${text}`}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="left"
              style={{ verticalAlign: "top" }}
              c="var(--mantine-color-text)"
              underline="always"
              onClick={() => onShow(step)}
            >
              {text}
            </Anchor>
          </ListItem>
        ))}
      </List>
    </>
  );
}
