"use client";

import { Alert, Button, Card, Code, List, ListItem, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { Project } from "@/lib/company/projects/schemas";
import type { PlacementPlan } from "@/lib/operations/ignition/plan-placement";

type Plan = Extract<PlacementPlan, { placement: "machine" }>;

const dollars = (amount: number, digits: number): string => `$${amount.toFixed(digits)}`;
const gigabytes = (megabytes: number): string => `${Math.round(megabytes / 102.4) / 10} GB`;

/** The order that a launch would give to the vendor of machines, asked for by a button; looking orders nothing. */
export function MachinePlanCard({ project }: { project: Project }) {
  const plan = useQuery({
    queryKey: ["company", project.id, "machine-plan"],
    queryFn: ({ signal }) =>
      api<PlacementPlan>("/api/onboarding/machine-plan", { query: { workspace_id: project.workspace_id }, signal }),
    enabled: false,
    gcTime: 0,
  });
  return (
    <Card component="section" aria-labelledby="machine-plan">
      <Title order={2} id="machine-plan" mb="xs">
        The machine
      </Title>
      <Text size="sm" mb="sm">
        A launch orders a machine for this company alone. See which one and at what price before you launch; looking
        orders nothing.
      </Text>
      <Button variant="default" loading={plan.isFetching} onClick={() => void plan.refetch()}>
        {plan.data ? "Look again" : "Show the order"}
      </Button>
      {plan.isError && <Failure title="The order could not be shown" error={plan.error} />}
      <div role="status">{plan.data?.placement === "machine" && <Planned plan={plan.data} />}</div>
    </Card>
  );
}

function Planned({ plan: { existing, machine, calls, refusals } }: { plan: Plan }) {
  return (
    <Stack gap="sm" mt="md">
      {existing && (
        <Text size="sm">
          This company has the machine {existing.name} ({existing.size}, {existing.region}). A launch orders no other.
        </Text>
      )}
      {refusals.length > 0 && (
        <Alert color="yellow" title="A launch would be refused now">
          <List size="sm">
            {refusals.map(({ code, message }) => (
              <ListItem key={code}>{message}</ListItem>
            ))}
          </List>
        </Alert>
      )}
      {machine && (
        <Text size="sm">
          {machine.size} in {machine.region}: {gigabytes(machine.memory_mb)} memory, {machine.cpus} CPU,{" "}
          {machine.disk_gb} GB disk. {dollars(machine.monthly_cents / 100, 2)} a month or{" "}
          {dollars(machine.hourly_micros / 1_000_000, 4)} an hour, by the vendor’s list price.
        </Text>
      )}
      {calls.length > 0 && (
        <>
          <Text size="sm">The vendor would be asked for this, in this order:</Text>
          <List type="ordered" size="sm" spacing="xs">
            {calls.map(({ method, path, body }) => (
              <ListItem key={`${method} ${path}`}>
                {method} {path}
                <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
                  {JSON.stringify(body, null, 2)}
                </Code>
              </ListItem>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}
