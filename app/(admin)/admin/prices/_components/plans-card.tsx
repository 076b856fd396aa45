"use client";

import { Card, Group, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text, Title } from "@mantine/core";
import { useState } from "react";
import { MoreRows } from "@/app/_ui/more-rows";
import { formatCount, formatUsd } from "@/app/_ui/numbers";
import { SearchInput } from "@/app/_ui/search-input";
import { TableScroll } from "@/app/_ui/table-scroll";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { useUrlFilter } from "@/app/_ui/use-url-filter";
import type { OfferedPlan, WorkspacePlan } from "@/lib/metering/spending/schemas";
import { PLAN_FILTER } from "../../../_components/filter-names";
import { PlanChoice } from "./plan-choice";

type Props = { firstPage: Page<WorkspacePlan>; offered: readonly OfferedPlan[] };

/** Every workspace with its plan, which can be changed in place, and what it spent this month. */
export function PlansCard({ firstPage, offered }: Props) {
  const filter = useUrlFilter(PLAN_FILTER);
  const pages = usePages("/api/admin/plans", filter.values, firstPage);
  return (
    <Card component="section" aria-labelledby="plans-title">
      <Title order={2} id="plans-title">
        Plans
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        A plan limits what a workspace may spend on models in a month: {offered.map(planWords).join(", ")}. At the
        limit, model calls are refused until the next month begins or the plan is changed.
      </Text>
      <Group mb="md" role="search" aria-label="Plans">
        <SearchInput
          aria-label="Search workspaces"
          placeholder="Name, slug or id"
          value={filter.values.query}
          onSearch={(query) => filter.set({ query })}
          style={{ flex: "1 1 240px" }}
        />
      </Group>
      <div aria-busy={filter.pending} style={{ opacity: filter.pending ? 0.6 : 1 }}>
        {pages.rows.length > 0 ? (
          <PlanTable rows={pages.rows} offered={offered} />
        ) : (
          <Text c="dimmed">{filter.active ? "No workspace matches." : "There is no workspace yet."}</Text>
        )}
        <MoreRows pages={pages} title="Further workspaces could not be loaded" />
      </div>
    </Card>
  );
}

const planWords = ({ plan, limit }: OfferedPlan): string =>
  `${plan} ${limit === null ? "without a limit" : formatUsd(limit)}`;

function PlanTable({ rows, offered }: { rows: WorkspacePlan[]; offered: readonly OfferedPlan[] }) {
  return (
    <TableScroll minWidth={300} label="Plans of the workspaces">
      <Table verticalSpacing="sm">
        <TableThead>
          <TableTr>
            <TableTh>Workspace</TableTh>
            <TableTh ta="right" visibleFrom="sm">
              Spent this month
            </TableTh>
            <TableTh ta="right" visibleFrom="md">
              Calls without a price
            </TableTh>
            <TableTh w={150}>Plan</TableTh>
          </TableTr>
        </TableThead>
        <TableBody rows={rows} offered={offered} />
      </Table>
    </TableScroll>
  );
}

/** A changed plan has another limit, which shows at once. */
function TableBody({ rows, offered }: { rows: WorkspacePlan[]; offered: readonly OfferedPlan[] }) {
  const [changed, setChanged] = useState<Record<string, OfferedPlan>>({});
  return (
    <TableTbody className="numbers">
      {rows.map((row) => {
        const shown = { ...row, ...changed[row.workspace_id] };
        return (
          <TableTr key={row.workspace_id}>
            <TableTd style={{ overflowWrap: "anywhere" }}>
              <Text size="sm" fw={550}>
                {row.workspace_name}
              </Text>
              <Text size="xs" c="dimmed" hiddenFrom="sm">
                {spentOf(shown)}
              </Text>
            </TableTd>
            <TableTd ta="right" visibleFrom="sm">
              {spentOf(shown)}
            </TableTd>
            <TableTd ta="right" visibleFrom="md">
              {callsOf(shown)}
            </TableTd>
            <TableTd>
              <PlanChoice
                workspace={shown}
                offered={offered}
                onChanged={(plan) => setChanged((before) => ({ ...before, [row.workspace_id]: plan }))}
              />
            </TableTd>
          </TableTr>
        );
      })}
    </TableTbody>
  );
}

const spentOf = ({ current_spend, limit }: WorkspacePlan): string =>
  limit === null ? formatUsd(current_spend) : `${formatUsd(current_spend)} of ${formatUsd(limit)}`;

const callsOf = ({ unpriced_calls, unpriced_limit }: WorkspacePlan): string =>
  unpriced_limit === null
    ? formatCount(unpriced_calls)
    : `${formatCount(unpriced_calls)} of ${formatCount(unpriced_limit)}`;
