"use client";

import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconSend } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { Link } from "@/app/_ui/link";
import type { ReactNode } from "react";
import { Blank } from "@/app/_ui/blank";
import { LinkButton } from "@/app/_ui/link-button";
import { formatCount, formatCounted } from "@/app/_ui/numbers";
import { PageHeader } from "@/app/_ui/page-header";
import { StatusBadge } from "@/app/_ui/status-badge";
import { useCampaigns } from "@/app/_ui/use-campaigns";
import { useOpenedByAddress } from "@/app/_ui/use-opened-by-address";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import type { CampaignPage } from "@/lib/outreach/campaigns/list-campaigns";
import type { Project } from "@/lib/company/projects/schemas";

const NewCampaignModal = dynamic(() => import("./new-campaign-modal").then((module) => module.NewCampaignModal), {
  ssr: false,
});

type Props = { project: Project; firstPage: CampaignPage; launched: boolean };

export function CampaignList({ project, firstPage, launched }: Props) {
  const { opened, open, close } = useOpenedByAddress("new");
  const campaigns = useCampaigns(project, firstPage);
  const [ended, { toggle }] = useDisclosure(false);
  const current = campaigns.filter(({ status }) => status !== "archived");
  const archived = campaigns.length - current.length;
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      New campaign
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Campaigns"
        description="One sequence of three emails each, with seven workflows of its own."
        actions={campaigns.length > 0 && create}
      />
      {campaigns.length === 0 ? (
        <NoCampaigns projectId={project.id} launched={launched} create={create} />
      ) : (
        <Stack gap="lg">
          {(current.length > 0 || ended) && (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {(ended ? campaigns : current).map((campaign) => (
                <CampaignCard key={campaign.id} projectId={project.id} campaign={campaign} />
              ))}
            </SimpleGrid>
          )}
          {archived > 0 && (
            <Group justify="center">
              <Button variant="subtle" color="gray" onClick={toggle}>
                {ended ? "Hide" : "Show"} {formatCounted(archived, "archived campaign", "archived campaigns")}
              </Button>
            </Group>
          )}
        </Stack>
      )}
      <NewCampaignModal project={project} opened={opened} onClose={close} />
    </>
  );
}

function NoCampaigns({ projectId, launched, create }: { projectId: string; launched: boolean; create: ReactNode }) {
  if (launched) {
    return (
      <Blank icon={<IconSend size={26} />} title="No campaign yet" action={create}>
        A campaign writes to your leads in three emails. Give it a name to begin.
      </Blank>
    );
  }
  return (
    <Blank
      icon={<IconSend size={26} />}
      title="Launch makes your first campaign"
      action={<LinkButton href={`/companies/${projectId}/launch`}>Go to Launch</LinkButton>}
    >
      The launch sets up the outreach engine and a first campaign with its seven workflows.
    </Blank>
  );
}

function CampaignCard({ projectId, campaign }: { projectId: string; campaign: CampaignWithProgress }) {
  const total = (state: "sent" | "unknown"): number => campaign.progress.reduce((sum, step) => sum + step[state], 0);
  return (
    <Link href={`/companies/${projectId}/campaigns/${campaign.id}`} className="card-link">
      <Card h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} fz="md" lineClamp={2} style={{ overflowWrap: "anywhere" }}>
            {campaign.name}
          </Title>
          <StatusBadge status={campaign.status} />
        </Group>
        <Group gap="xl" mt="md" className="numbers">
          <Figure name="Sent" value={total("sent")} />
          <Figure name="To approve" value={campaign.awaiting_approval} />
          {total("unknown") > 0 && <Figure name="Outcome unknown" value={total("unknown")} />}
        </Group>
        {campaign.failure && (
          <Text size="sm" c="var(--mantine-color-error)" mt="sm" lineClamp={2}>
            {campaign.failure}
          </Text>
        )}
      </Card>
    </Link>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <Text fw={600} size="lg">
        {formatCount(value)}
      </Text>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
    </div>
  );
}
