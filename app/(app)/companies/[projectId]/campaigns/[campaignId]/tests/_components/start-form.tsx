"use client";

import { Button, Card, NativeSelect, SimpleGrid, Text, TextInput, Title } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { Project } from "@/lib/company/projects/schemas";
import type { StartedTestRun } from "@/lib/operations/sandbox/schemas";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";

const WORKFLOWS = [
  { value: "email_preparation", label: "Email Preparation" },
  { value: "email_1", label: "Email 1" },
  { value: "email_2", label: "Email 2" },
  { value: "email_3", label: "Email 3" },
  { value: "research_report", label: "Research Report" },
];
const FIELDS = [
  { name: "first_name", label: "First name", example: "Grace" },
  { name: "last_name", label: "Last name", example: "Hopper" },
  { name: "company", label: "Company", example: "Navy Computing" },
  { name: "title", label: "Role", example: "Head of operations" },
] as const;

type Props = { project: Project; campaign: CampaignWithProgress; onStarted: (runId: string) => void };

/** Chooses a workflow and a test person, and starts the run. */
export function StartForm({ project, campaign, onStarted }: Props) {
  const queries = useQueryClient();
  const [workflow, setWorkflow] = useState("email_1");
  const [person, setPerson] = useState<Record<string, string>>(
    Object.fromEntries(FIELDS.map(({ name, example }) => [name, example])),
  );
  const start = useMutation({
    mutationFn: () =>
      api<StartedTestRun>("/api/sandbox/test-campaign", {
        json: { workspace_id: project.workspace_id, campaign_id: campaign.id, workflow, test_lead_data: person },
      }),
    onSuccess: ({ test_run_id }) => onStarted(test_run_id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id, "test-runs"] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start.mutate();
  };
  const isActive = campaign.status === "active";
  return (
    <Card component="form" onSubmit={submit} aria-labelledby="start-test">
      <Title order={2} id="start-test" mb={4}>
        Test a workflow
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        Runs the campaign’s own workflow with a person who does not exist. Its email goes to your own address. No lead
        is emailed, and no number, limit or budget changes.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="sm" mb="md">
        <NativeSelect
          label="Workflow"
          data={WORKFLOWS}
          value={workflow}
          onChange={({ currentTarget }) => setWorkflow(currentTarget.value)}
        />
        {FIELDS.map(({ name, label }) => (
          <TextInput
            key={name}
            label={label}
            maxLength={200}
            value={person[name] ?? ""}
            onChange={({ currentTarget: { value } }) => setPerson((known) => ({ ...known, [name]: value }))}
          />
        ))}
      </SimpleGrid>
      {start.isError && <Failure title="The test did not start" error={start.error} />}
      <Button
        type="submit"
        mt={start.isError ? "sm" : 0}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={start.isPending}
        disabled={!isActive}
      >
        Run the test
      </Button>
      {!isActive && (
        <Text size="sm" c="dimmed" mt="xs">
          This campaign is {campaign.status}: its workflows can be tested while it is active.
        </Text>
      )}
    </Card>
  );
}
