"use client";

import { Alert, Card, Group, Text, Title } from "@mantine/core";
import { StatusBadge } from "@/app/_ui/status-badge";
import { When } from "@/app/_ui/when";
import type { TestRunDetails } from "@/lib/operations/sandbox/schemas";
import { durationWords, nodeStates } from "./node-states";
import { RunDrawing } from "./run-drawing";
import { RunSteps } from "./run-steps";

/** One run: its drawing, its steps, and what it came to. */
export function RunCard({ run }: { run: TestRunDetails }) {
  const states = nodeStates(run);
  const running = states.find(({ state }) => state === "running");
  return (
    <Card component="section" aria-labelledby="run-title">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="run-title">
          {run.name}
        </Title>
        <StatusBadge status={run.status === "completed" ? "done" : run.status} />
      </Group>
      <Text size="sm" c="dimmed" mb="sm" role="status">
        {run.completed_at === null
          ? running
            ? `Running “${running.name}”.`
            : "Waiting for n8n to say what it does."
          : tookWords(run)}{" "}
        Started <When iso={run.created_at} />.
      </Text>
      {run.error && (
        <Alert color="red" title="The test failed" mb="sm">
          {run.error}
        </Alert>
      )}
      <Outcome run={run} />
      <RunDrawing drawing={run.drawing} states={states} />
      <Title order={3} mt="md" mb="xs">
        Steps
      </Title>
      <RunSteps states={states} />
    </Card>
  );
}

function tookWords({ created_at, completed_at }: TestRunDetails): string {
  return `It took ${durationWords(Date.parse(completed_at ?? created_at) - Date.parse(created_at))}.`;
}

function Outcome({ run: { result, test_email } }: { run: TestRunDetails }) {
  const { email, drafts, research } = result;
  return (
    <>
      {email?.status === "sent" && (
        <Alert color="green" title="The email was sent" mb="sm">
          “{email.subject}” went to {test_email}. It is counted nowhere.
        </Alert>
      )}
      {email && email.status !== "sent" && email.status !== "claimed" && (
        <Alert color="red" title="The mail server did not take the email" mb="sm">
          {email.response ?? "It gave no reason."}
        </Alert>
      )}
      {drafts?.map(({ step, subject, body }) => (
        <Alert key={step} color="blue" title={`Email ${step}: ${subject}`} mb="sm" style={{ whiteSpace: "pre-wrap" }}>
          {body}
        </Alert>
      ))}
      {research && (
        <Alert color="blue" title="The research note" mb="sm" style={{ whiteSpace: "pre-wrap" }}>
          {research}
        </Alert>
      )}
    </>
  );
}
