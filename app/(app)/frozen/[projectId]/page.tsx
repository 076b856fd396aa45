import { Alert, Card, List, ListItem, Stack, Text, Title } from "@mantine/core";
import { IconSnowflake } from "@tabler/icons-react";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { When } from "@/app/_ui/when";
import { findFreezeNotice } from "@/lib/operations/governance/find-freeze-notice";
import { locateProject } from "@/lib/company/projects/locate-project";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { pageUser } from "@/lib/http/page-ctx";
import { isOn } from "@/lib/platform/features";
import { ReturnWhenUnfrozen } from "./_components/return-when-unfrozen";

export const metadata: Metadata = { title: "Frozen" };

export default async function FrozenPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  const ctx = await pageUser();
  if (!ProjectRef.safeParse({ projectId }).success) notFound();
  const notice = await findFreezeNotice(ctx, projectId);
  if (!notice) redirect((await locateProject(ctx, projectId)) ? `/companies/${projectId}` : "/companies");
  return (
    <>
      <PageHeader title={notice.company_name} />
      <Stack gap="lg" maw={760}>
        <Alert
          color="blue"
          variant="light"
          icon={<IconSnowflake size={20} aria-hidden />}
          title={`${notice.company_name} is frozen`}
          role="status"
        >
          <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }} data-testid="freeze-reason">
            {notice.reason}
          </Text>
          <Text size="xs" mt="xs">
            Frozen by the operator of Greenlight {notice.frozen_at && <When iso={notice.frozen_at} />}
          </Text>
        </Alert>
        <WhatItMeans />
        <Card component="section" aria-labelledby="next-title">
          <Title order={2} id="next-title">
            Next steps
          </Title>
          <Text size="sm" mt="xs" mb="md">
            Ask the operator of Greenlight what has to change; only they can lift the freeze. This page looks every few
            seconds and takes you back as soon as they have.
          </Text>
          <div>
            <LinkButton href="/companies" variant="default">
              To your companies
            </LinkButton>
          </div>
        </Card>
      </Stack>
      <ReturnWhenUnfrozen />
    </>
  );
}

function WhatItMeans() {
  return (
    <Card component="section" aria-labelledby="meaning-title">
      <Title order={2} id="meaning-title">
        Stopped
      </Title>
      <List size="sm" spacing={6} mt="xs">
        <ListItem>No email goes out, and no workflow runs.</ListItem>
        <ListItem>
          An approved action that was not begun is held. It is carried out after the freeze; one whose deadline has
          passed by then needs another approval. Deadlines of decisions run on.
        </ListItem>
        <ListItem>No event and no cost is accepted; workflows reach no language model.</ListItem>
        <ListItem>API keys and the webhook token have stopped working; your scripts need new ones afterwards.</ListItem>
        <ListItem>No one can open the company, including its owners.</ListItem>
      </List>
      <Title order={2} mt="lg">
        Still working
      </Title>
      <List size="sm" spacing={6} mt="xs">
        <ListItem>The unsubscribe link in emails still works.</ListItem>
        <ListItem>
          Nothing is deleted. Leads{isOn("ledger") ? ", campaigns and the ledger" : " and campaigns"} are there when the
          freeze is lifted.
        </ListItem>
        <ListItem>An email that was already handed to the mail server cannot be called back.</ListItem>
      </List>
    </Card>
  );
}
