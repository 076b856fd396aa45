"use client";

import { Alert, Button, Card, Group, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlayerPlay, IconShieldCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { formatCount, formatCounted } from "@/app/_ui/numbers";
import type { IsolationReport } from "@/lib/operations/governance/check-isolation";
import { Moment } from "../../../_components/moment";
import { CheckedTables } from "./checked-tables";

/** Runs the isolation check and shows what it tried and what came of it. */
export function IsolationCheck() {
  const check = useMutation({ mutationFn: () => api<IsolationReport>("/api/admin/isolation-check") });
  const run = (
    <Button
      onClick={() => check.mutate()}
      loading={check.isPending}
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
    >
      {check.data ? "Run it again" : "Run the check"}
    </Button>
  );
  return (
    <div aria-live="polite">
      {check.isIdle && (
        <Blank icon={<IconShieldCheck size={26} />} title="Not checked since this page was opened" action={run}>
          A workspace that exists only for a moment tries to get at everybody else&rsquo;s rows, and may not.
        </Blank>
      )}
      {check.isPending && <Checking />}
      {check.isError && (
        <Stack gap="md">
          <Failure title="The check could not be finished" error={check.error} />
          <Group>{run}</Group>
        </Stack>
      )}
      {check.data && (
        <Stack gap="lg">
          <Summary report={check.data} />
          <Group>{run}</Group>
          <CheckedTables tables={check.data.tables} />
        </Stack>
      )}
    </div>
  );
}

const Checking = () => (
  <Card>
    <Group gap="sm" role="status">
      <Loader size="sm" aria-hidden />
      <Text size="sm">Every table is being tried, one after the other. This takes a few seconds.</Text>
    </Group>
  </Card>
);

function Summary({ report }: { report: IsolationReport }) {
  const { ok, leaks, tables, checked_at } = report;
  const attempts = tables.reduce((sum, table) => sum + table.attempts.length, 0);
  const tried = `${formatCount(attempts)} attempts on ${formatCounted(tables.length, "table", "tables")}`;
  if (ok) {
    return (
      <Alert
        color="green"
        variant="light"
        title={`${tried}, nothing leaked`}
        icon={<IconShieldCheck size={18} aria-hidden />}
      >
        Each was refused, or saw nothing. Checked <Moment iso={checked_at} />.
      </Alert>
    );
  }
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={`${formatCounted(leaks, "leak", "leaks")} in ${tried}`}
      icon={<IconAlertTriangle size={18} aria-hidden />}
    >
      One workspace can reach what belongs to another. Freeze who is affected, then take away the right or add the
      policy that is missing. Checked <Moment iso={checked_at} />.
    </Alert>
  );
}
