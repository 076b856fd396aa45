"use client";

import {
  Card,
  Group,
  SegmentedControl,
  Table,
  TableTbody,
  TableTd,
  TableTh,
  TableThead,
  TableTr,
  Text,
  Title,
} from "@mantine/core";
import { useState } from "react";
import { formatCount, formatRough } from "@/app/_ui/numbers";
import { TableScroll } from "@/app/_ui/table-scroll";
import type { BudgetStats, CostLine } from "@/lib/metering/metrics/schemas";
import { BudgetMeter } from "@/app/_ui/budget-meter";
import { costWords, sumCosts, unpricedWords, type CostView } from "./cost-lines";

const VIEWS: { value: CostView; label: string }[] = [
  { value: "model", label: "Model" },
  { value: "provider", label: "Provider" },
  { value: "campaign", label: "Campaign" },
];

/** The month's budget, and what the models cost in the period. */
export function CostCard({ lines, budget }: { lines: CostLine[]; budget: BudgetStats }) {
  const [view, setView] = useState<CostView>("model");
  const unpriced = unpricedWords(lines);
  return (
    <Card component="section" aria-labelledby="cost" id="cost-card">
      <Group justify="space-between" mb="md">
        <Title order={2} id="cost">
          Model cost
        </Title>
        <SegmentedControl
          size="xs"
          data={VIEWS}
          value={view}
          onChange={(value) => setView(value as CostView)}
          aria-label="Cost by"
        />
      </Group>
      <BudgetMeter budget={budget} />
      {lines.length === 0 ? (
        <Text c="dimmed" mt="md">
          No model was called in this period.
        </Text>
      ) : (
        <CostTable lines={lines} view={view} />
      )}
      {unpriced && (
        <Text size="sm" c="dimmed" mt="xs">
          Not in these costs: {unpriced}, because the price is not known.
        </Text>
      )}
    </Card>
  );
}

function CostTable({ lines, view }: { lines: CostLine[]; view: CostView }) {
  return (
    <TableScroll minWidth={260} label="Model cost">
      <Table verticalSpacing="sm" mt="sm">
        <TableThead>
          <TableTr>
            <TableTh>{VIEWS.find(({ value }) => value === view)?.label}</TableTh>
            <TableTh ta="right">Calls</TableTh>
            <TableTh ta="right" visibleFrom="xs" style={{ whiteSpace: "nowrap" }}>
              Tokens in, out
            </TableTh>
            <TableTh ta="right">Cost</TableTh>
          </TableTr>
        </TableThead>
        <TableTbody className="numbers">
          {sumCosts(lines, view).map((sum) => (
            <TableTr key={sum.key}>
              <TableTd>
                {sum.name}{" "}
                {sum.detail && (
                  <Text span size="xs" c="dimmed">
                    {sum.detail}
                  </Text>
                )}
              </TableTd>
              <TableTd ta="right">{formatCount(sum.calls)}</TableTd>
              <TableTd
                ta="right"
                visibleFrom="xs"
                title={`${formatCount(sum.tokens_in)} in, ${formatCount(sum.tokens_out)} out`}
              >
                {formatRough(sum.tokens_in)}, {formatRough(sum.tokens_out)}
              </TableTd>
              <TableTd ta="right" style={{ whiteSpace: "nowrap" }}>
                {costWords(sum)}
              </TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </TableScroll>
  );
}
