"use client";

import { Card, Group, List, Stack, Table, Text, Title } from "@mantine/core";
import { formatUsd } from "@/app/_ui/numbers";
import { TableScroll } from "@/app/_ui/table-scroll";
import { When } from "@/app/_ui/when";
import type { NightRun, Report, ReportLine } from "@/lib/autopilot/nightshift/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { Evidence } from "./evidence";

type Props = { project: Project; run: NightRun; report: Report };

/** The report of a night: verified facts, numbers with their rows, and claims that are not true. */
export function ReportCard({ project, run, report }: Props) {
  return (
    <Card>
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Title order={2} fz="h3">
            Report of night {run.night}
          </Title>
          <Text size="sm" c="dimmed">
            {run.finished_at && <When iso={run.finished_at} />}
          </Text>
        </Group>
        {report.facts_only && <Text size="sm">{report.facts_only}</Text>}
        <Lines title="Claimed, not true" lines={report.not_true} projectId={project.id} />
        <Lines
          title="Happened, and verified"
          lines={report.happened}
          projectId={project.id}
          empty="Nothing was verified since the night before."
        />
        <div>
          <Title order={3} fz="h5" mb={4}>
            Numbers
          </Title>
          <TableScroll label="Numbers" minWidth={320}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Number</Table.Th>
                  <Table.Th>Now</Table.Th>
                  <Table.Th>Before</Table.Th>
                  <Table.Th>Rows</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {report.numbers.map(({ label, value, before, refs }) => (
                  <Table.Tr key={label}>
                    <Table.Td>{label}</Table.Td>
                    <Table.Td>{value}</Table.Td>
                    <Table.Td>{before ?? "–"}</Table.Td>
                    <Table.Td>
                      <Evidence projectId={project.id} refs={refs.slice(0, 1)} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </TableScroll>
        </div>
        <Text size="sm" c="dimmed">
          {report.tonight}
          {report.removed_sentences > 0 &&
            ` ${report.removed_sentences === 1 ? "1 sentence of the model was" : `${report.removed_sentences} sentences of the model were`} removed: no source.`}
          {report.answered_by
            ? ` Worded by ${report.answered_by}, for ${formatUsd(run.cost_usd)}.`
            : " Worded by the rules themselves."}
        </Text>
      </Stack>
    </Card>
  );
}

type Listed = { title: string; lines: readonly ReportLine[]; projectId: string; empty?: string };

function Lines({ title, lines, projectId, empty }: Listed) {
  if (lines.length === 0 && empty === undefined) return null;
  return (
    <div>
      <Title order={3} fz="h5" mb={4}>
        {title}
      </Title>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {lines.map(({ text, refs }) => (
            <List.Item key={text}>
              {text}
              <Evidence projectId={projectId} refs={refs} />
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
