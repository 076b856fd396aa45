import { Card, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text, Title } from "@mantine/core";
import { TableScroll } from "@/app/_ui/table-scroll";
import { formatCount, formatUsd } from "@/app/_ui/numbers";
import type { CostLine } from "@/lib/metrics/schemas";

/** What the models cost, by model. */
export function CostTable({ lines }: { lines: CostLine[] }) {
  const unpriced = lines.reduce((sum, line) => sum + line.unpriced_calls, 0);
  return (
    <Card component="section" aria-labelledby="cost-title">
      <Title order={2} id="cost-title" mb="xs">
        Model cost
      </Title>
      <TableScroll minWidth={480} label="Model cost">
        <Table verticalSpacing="sm">
          <TableThead>
            <TableTr>
              <TableTh>Model</TableTh>
              <TableTh ta="right">Calls</TableTh>
              <TableTh ta="right">Tokens in</TableTh>
              <TableTh ta="right">Tokens out</TableTh>
              <TableTh ta="right">Cost</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody className="numbers">
            {lines.map((line) => (
              <TableTr key={`${line.provider} ${line.model} ${line.campaign_id}`}>
                <TableTd>
                  {line.model}{" "}
                  {line.provider !== line.model && (
                    <Text span size="xs" c="dimmed">
                      {line.provider}
                    </Text>
                  )}
                </TableTd>
                <TableTd ta="right">{formatCount(line.calls)}</TableTd>
                <TableTd ta="right">{formatCount(line.tokens_in)}</TableTd>
                <TableTd ta="right">{formatCount(line.tokens_out)}</TableTd>
                <TableTd ta="right">{formatUsd(line.cost_usd)}</TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
      {unpriced > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {formatCount(unpriced)} calls are not in the cost: the price of their model is not known.
        </Text>
      )}
    </Card>
  );
}
