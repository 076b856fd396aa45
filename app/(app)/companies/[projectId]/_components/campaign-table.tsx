import { Anchor, Card, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text, Title } from "@mantine/core";
import { TableScroll } from "@/app/_ui/table-scroll";
import Link from "next/link";
import { formatCount, formatShare } from "@/app/_ui/numbers";
import { StatusBadge } from "@/app/_ui/status-badge";
import type { CampaignStats } from "@/lib/metrics/schemas";

export function CampaignTable({ projectId, campaigns }: { projectId: string; campaigns: CampaignStats[] }) {
  return (
    <Card component="section" aria-labelledby="by-campaign-title">
      <Title order={2} id="by-campaign-title" mb="xs">
        By campaign
      </Title>
      <TableScroll minWidth={560} label="Numbers by campaign">
        <Table verticalSpacing="sm">
          <TableThead>
            <TableTr>
              <TableTh>Campaign</TableTh>
              <TableTh>Status</TableTh>
              <TableTh ta="right">Sent</TableTh>
              <TableTh ta="right">Replies</TableTh>
              <TableTh ta="right">Opt-outs</TableTh>
              <TableTh ta="right">Bounces</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody className="numbers">
            {campaigns.map((campaign) => (
              <TableTr key={campaign.id ?? campaign.name}>
                <TableTd maw={260}>
                  <CampaignName projectId={projectId} campaign={campaign} />
                </TableTd>
                <TableTd>{campaign.status && <StatusBadge status={campaign.status} />}</TableTd>
                <TableTd ta="right">{formatCount(campaign.sends)}</TableTd>
                <TableTd ta="right">
                  {formatCount(campaign.replies)}{" "}
                  <Text span size="xs" c="dimmed">
                    {formatShare(campaign.replies, campaign.sends)}
                  </Text>
                </TableTd>
                <TableTd ta="right">{formatCount(campaign.opt_outs)}</TableTd>
                <TableTd ta="right">{formatCount(campaign.bounces)}</TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
    </Card>
  );
}

function CampaignName({ projectId, campaign }: { projectId: string; campaign: CampaignStats }) {
  if (!campaign.id) return <Text size="sm">{campaign.name}</Text>;
  return (
    <Anchor component={Link} href={`/companies/${projectId}/campaigns/${campaign.id}`} size="sm" fw={500} lineClamp={2}>
      {campaign.name}
    </Anchor>
  );
}
