"use client";

import { Anchor, Card, Stack, Table, Text, Title } from "@mantine/core";
import { Fact, Facts } from "@/app/_ui/facts";
import { Link } from "@/app/_ui/link";
import { formatCount } from "@/app/_ui/numbers";
import { PageHeader } from "@/app/_ui/page-header";
import { TableScroll } from "@/app/_ui/table-scroll";
import type { OpenedFigure } from "@/lib/metering/metrics/get-figure";

const written = (value: number, unit: string): string =>
  unit === "count"
    ? formatCount(value)
    : unit === "percent"
      ? `${value.toFixed(1)} %`
      : new Intl.NumberFormat("en", { style: "currency", currency: unit }).format(value);

/** A number with its definition, its windows, and the days that it is the sum of. */
export function FigureView({ projectId, figure }: { projectId: string; figure: OpenedFigure }) {
  const { label, definition, unit, columns, windows, rows } = figure;
  return (
    <>
      <PageHeader title={label} description={definition} />
      <Stack gap="lg">
        <Card component="section" aria-label="Value">
          <Facts>
            {windows.map(({ label: name, from, to, value }) => (
              <Fact key={name} name={`${name}, ${from} to ${to}`}>
                {value === null ? "Not measured" : written(value, unit)}
              </Fact>
            ))}
          </Facts>
        </Card>
        <Card component="section" aria-labelledby="figure-rows">
          <Title order={2} id="figure-rows" fz="md" mb="xs">
            Day by day, the newest first
          </Title>
          {rows.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing of the kind was counted in the last 60 days, so it is not measured.
            </Text>
          ) : (
            <TableScroll label="Days" minWidth={280}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Day</Table.Th>
                    {columns.map((column) => (
                      <Table.Th key={column} ta="right">
                        {column}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map(({ day, values }) => (
                    <Table.Tr key={day}>
                      <Table.Td>{day}</Table.Td>
                      {values.map((value, index) => (
                        <Table.Td key={columns[index]} ta="right">
                          {written(value, unit === "percent" ? "count" : unit)}
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </TableScroll>
          )}
          <Anchor component={Link} href={`/companies/${projectId}/dashboard`} size="sm">
            Open the dashboard
          </Anchor>
        </Card>
      </Stack>
    </>
  );
}
