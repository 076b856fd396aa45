"use client";

import { Alert, Button, Card, Stack, Text, Title } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Fact, Facts } from "@/app/_ui/facts";
import { Failure } from "@/app/_ui/failure";
import { Link } from "@/app/_ui/link";
import { notifyFailure } from "@/app/_ui/notify";
import { PageHeader } from "@/app/_ui/page-header";
import { StepList } from "@/app/_ui/step-list";
import { When } from "@/app/_ui/when";
import type { RuntimeView as Runtime } from "@/lib/operations/runtimes/schemas";
import { costWords, modeWords } from "./runtime-words";

type Props = { projectId: string; initial: Runtime; mayWrite: boolean };

const MOVING_MS = 1_000;
const STILL_MS = 30_000;

/** Where a company's work runs: the steps while its own runtime is set up, then its parts, health and cost. */
export function RuntimeView({ projectId, initial, mayWrite }: Props) {
  const path = `/api/projects/${projectId}/runtime`;
  const queries = useQueryClient();
  const queryKey = ["company", projectId, "runtime"];
  const read = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<Runtime>(path, { signal }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? MOVING_MS : STILL_MS),
  });
  const begin = useMutation({
    mutationFn: () => api(path, { method: "POST" }),
    onError: (error) => notifyFailure("Nothing was begun", error),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const runtime = read.data;
  const { provisioning } = runtime;
  const action = mayWrite && runtime.may_retry && (
    <Button
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={begin.isPending}
      onClick={() => begin.mutate()}
    >
      {provisioning ? "Try again" : "Set up the company’s own runtime"}
    </Button>
  );
  return (
    <>
      <PageHeader title="Runtime" description={modeWords(runtime)} actions={action} />
      <Stack gap="lg" maw={860}>
        {read.isError && (
          <Failure title="The runtime could not be read" error={read.error} onRetry={() => void read.refetch()} />
        )}
        {provisioning?.error && provisioning.status === "failed" && (
          <Alert color="red" variant="light" title="The last attempt failed">
            {provisioning.error.message} {provisioning.error.advice}
          </Alert>
        )}
        <WhereCard projectId={projectId} runtime={runtime} />
        {provisioning && (
          <StepList label={`Steps of attempt ${provisioning.attempt}`} steps={provisioning.steps} cancelled={false} />
        )}
      </Stack>
    </>
  );
}

const isMoving = ({ provisioning }: Runtime): boolean => provisioning !== null && provisioning.ended_at === null;

function WhereCard({ projectId, runtime }: { projectId: string; runtime: Runtime }) {
  const { mode, status, url, commit, activated_at: activatedAt, health, resources } = runtime;
  if (status === "none")
    return (
      <Card component="section" aria-labelledby="where-title">
        <Title order={2} id="where-title" mb="sm">
          Shared runtime
        </Title>
        <Text size="sm">
          Publishing, recurring tasks and email of this company run together with those of others. With a{" "}
          <Link href={`/companies/${projectId}/billing`}>paid plan</Link> the company gets a repository, a database and
          an application of its own.
        </Text>
      </Card>
    );
  return (
    <Card component="section" aria-labelledby="where-title">
      <Title order={2} id="where-title" mb="sm">
        {mode === "dedicated" ? "Own runtime" : "Shared runtime"}
      </Title>
      <Facts>
        {url && <Fact name="Address">{url}</Fact>}
        {commit && <Fact name="Version">{commit.slice(0, 12)}</Fact>}
        {activatedAt && (
          <Fact name="Active since">
            <When iso={activatedAt} />
          </Fact>
        )}
        {health && (
          <Fact name="Health">
            {health.ok ? "Answers, and uses its database" : (health.trouble ?? "Does not answer")} ·{" "}
            <When iso={health.checked_at} />
          </Fact>
        )}
        {resources.map(({ kind, name }) => (
          <Fact key={kind} name={`${kind.charAt(0).toUpperCase()}${kind.slice(1)}`}>
            {name}
          </Fact>
        ))}
        <Fact name="Cost">{costWords(runtime)}</Fact>
      </Facts>
    </Card>
  );
}
