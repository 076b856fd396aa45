"use client";

import { Card, Group, List, ListItem, Text, Title } from "@mantine/core";
import { LinkButton } from "@/app/_ui/link-button";
import { RunNow } from "@/app/_ui/run-now";
import type { Project } from "@/lib/company/projects/schemas";

/** Shown when the engine is active: what it does from now on, and how to see it at once. */
export function AfterLaunch({ project, campaignId }: { project: Project; campaignId: string | null }) {
  return (
    <Card
      component="section"
      aria-labelledby="next-title"
      style={{ borderColor: "var(--mantine-color-green-outline)" }}
    >
      <Title order={2} id="next-title">
        Launched
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        From now on, automatically:
      </Text>
      <List size="sm" mt="xs" spacing={4}>
        <ListItem>Email preparation drafts three emails for each lead.</ListItem>
        <ListItem>Emails 1, 2 and 3 go out inside your sending window, each after its delay.</ListItem>
        <ListItem>Leads who reply, opt out or bounce get no further email.</ListItem>
      </List>
      <Group mt="md">
        {campaignId && <RunNow workspaceId={project.workspace_id} projectId={project.id} campaignId={campaignId} />}
        <LinkButton href={`/companies/${project.id}/dashboard`} variant="default">
          To the dashboard
        </LinkButton>
      </Group>
    </Card>
  );
}
