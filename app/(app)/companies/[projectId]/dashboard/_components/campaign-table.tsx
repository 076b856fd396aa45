"use client";

import {
  Anchor,
  Button,
  Card,
  Group,
  Table,
  TableTbody,
  TableTd,
  TableTh,
  TableThead,
  TableTr,
  Text,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconDownload, IconSelector } from "@tabler/icons-react";
import { Link } from "@/app/_ui/link";
import { useState } from "react";
import { formatCount, formatShare, formatUsd } from "@/app/_ui/numbers";
import { StatusBadge } from "@/app/_ui/status-badge";
import { TableScroll } from "@/app/_ui/table-scroll";
import type { CampaignStats, DashboardAggregate } from "@/lib/metering/metrics/schemas";
import { COLUMNS, isText, sorted, type Column, type Order } from "./campaign-order";
import classes from "./campaign-table.module.css";

async function download(
  { start, end }: DashboardAggregate["date_range"],
  campaigns: readonly CampaignStats[],
): Promise<void> {
  const { campaignsCsv } = await import("./campaign-csv");
  const file = URL.createObjectURL(new Blob([campaignsCsv(campaigns)], { type: "text/csv" }));
  const link = Object.assign(document.createElement("a"), { href: file, download: `campaigns ${start} ${end}.csv` });
  link.click();
  // Safari reads it only after this.
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
}

type Props = { projectId: string; campaigns: CampaignStats[]; range: DashboardAggregate["date_range"] };

export function CampaignTable({ projectId, campaigns, range }: Props) {
  const [order, setOrder] = useState<Order>({ by: "sends", descending: true });
  const rows = sorted(campaigns, order);
  const sortBy = (by: Column): void =>
    setOrder((now) => ({ by, descending: now.by === by ? !now.descending : !isText(by) }));
  return (
    <Card component="section" aria-labelledby="by-campaign-title">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="by-campaign-title">
          By campaign
        </Title>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => void download(range, rows)}
        >
          Download CSV
        </Button>
      </Group>
      <TableScroll minWidth={760} maxHeight={480} label="Numbers by campaign">
        <Table verticalSpacing="sm" className={classes.table}>
          <TableThead>
            <TableTr>
              {(Object.keys(COLUMNS) as Column[]).map((column) => (
                <SortHeader key={column} column={column} order={order} onSort={sortBy} />
              ))}
            </TableTr>
          </TableThead>
          <TableTbody className="numbers">
            {rows.map((campaign) => (
              <CampaignRow key={campaign.id ?? ""} projectId={projectId} campaign={campaign} />
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
    </Card>
  );
}

type SortHeaderProps = { column: Column; order: Order; onSort: (column: Column) => void };

function SortHeader({ column, order, onSort }: SortHeaderProps) {
  const active = order.by === column;
  const Icon = !active ? IconSelector : order.descending ? IconChevronDown : IconChevronUp;
  return (
    <TableTh
      ta={isText(column) ? undefined : "right"}
      aria-sort={!active ? "none" : order.descending ? "descending" : "ascending"}
    >
      <UnstyledButton className={classes.sort} onClick={() => onSort(column)}>
        {COLUMNS[column].label}
        <Icon size={14} aria-hidden />
      </UnstyledButton>
    </TableTh>
  );
}

function CampaignRow({ projectId, campaign }: { projectId: string; campaign: CampaignStats }) {
  return (
    <TableTr>
      <TableTd maw={260}>
        <CampaignName projectId={projectId} campaign={campaign} />
      </TableTd>
      <TableTd>{campaign.status && <StatusBadge status={campaign.status} />}</TableTd>
      <TableTd ta="right">{formatCount(campaign.sends)}</TableTd>
      <TableTd ta="right">{formatCount(campaign.replies)}</TableTd>
      <TableTd ta="right">{formatShare(campaign.replies, campaign.sends)}</TableTd>
      <TableTd ta="right">{formatCount(campaign.opt_outs)}</TableTd>
      <TableTd ta="right">{formatCount(campaign.bounces)}</TableTd>
      <TableTd ta="right">{formatUsd(campaign.cost_usd)}</TableTd>
    </TableTr>
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
