"use client";

import { Badge, Button, Card, Group, Switch, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { Fact, Facts } from "@/app/_ui/facts";
import { notifyFailure } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { IntegrationTest, ProviderState } from "@/lib/company/integrations/schemas";
import { connectionBadge, PROVIDERS, testBadge } from "./provider-words";
import { TestSteps } from "./test-steps";

type Props = {
  projectId: string;
  state: ProviderState;
  mayWrite: boolean;
  onConnect: () => void;
  onRemove: () => void;
};

/** One provider: which account acts, what its last test saw, and what a founder can do. */
export function ProviderCard({ projectId, state, mayWrite, onConnect, onRemove }: Props) {
  const { provider, integration, account, reason, test } = state;
  const words = PROVIDERS[provider];
  const badges = [connectionBadge(state), testBadge(state)].filter((badge) => badge !== null);
  return (
    <Card component="section" aria-labelledby={`${provider}-title`} data-provider={provider}>
      <Group gap={8}>
        <Title order={2} id={`${provider}-title`} mr={4}>
          {words.name}
        </Title>
        {badges.map(({ label, color }) => (
          <Badge key={label} color={color}>
            {label}
          </Badge>
        ))}
      </Group>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        {words.does}
      </Text>
      <Facts>
        <Fact name="Acts now">{account?.label ?? reason}</Fact>
        {integration && <Fact name="Your account">{integration.masked.preview}</Fact>}
        {test && (
          <Fact name="Last test">
            <When iso={test.tested_at} />
          </Fact>
        )}
      </Facts>
      {test && <TestSteps steps={test.steps} name={words.name} />}
      {mayWrite && <Decisions projectId={projectId} state={state} onConnect={onConnect} onRemove={onRemove} />}
    </Card>
  );
}

function Decisions({ projectId, state, onConnect, onRemove }: Omit<Props, "mayWrite">) {
  const { provider, integration, account, fallback_allowed: allowed } = state;
  const { name } = PROVIDERS[provider];
  const path = `/api/projects/${projectId}/integrations/${provider}`;
  const router = useRouter();
  const onSuccess = (): void => router.refresh();
  const test = useMutation({
    mutationFn: () => api<IntegrationTest>(`${path}/test`, { method: "POST" }),
    onSuccess,
    onError: (error) => notifyFailure(`${name} was not tested`, error),
  });
  const change = useMutation({
    mutationFn: ({ at = "", json }: { at?: string; json: object }) => api(path + at, { method: "PUT", json }),
    onSuccess,
    onError: (error) => notifyFailure("Nothing was changed", error),
  });
  return (
    <>
      <Switch
        mt="md"
        label={`Greenlight’s shared ${name} account may act while yours does not`}
        checked={allowed}
        disabled={change.isPending}
        onChange={({ currentTarget: { checked } }) => change.mutate({ at: "/fallback", json: { allowed: checked } })}
      />
      <Group gap="xs" mt="md">
        <Button
          size="xs"
          variant={integration ? "default" : "filled"}
          onClick={onConnect}
          aria-label={`${integration ? "Replace the key of" : "Connect"} ${name}`}
        >
          {integration ? "Replace the key…" : "Connect…"}
        </Button>
        {account && (
          <Button
            size="xs"
            variant="default"
            onClick={() => test.mutate()}
            loading={test.isPending}
            aria-label={`Test ${name}`}
          >
            Test
          </Button>
        )}
        {integration && (
          <>
            <Button
              size="xs"
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ json: { enabled: !integration.enabled } })}
              aria-label={`${integration.enabled ? "Switch off" : "Switch on"} ${name}`}
            >
              {integration.enabled ? "Switch off" : "Switch on"}
            </Button>
            <Button size="xs" variant="default" onClick={onRemove} aria-label={`Remove ${name}`}>
              Remove…
            </Button>
          </>
        )}
      </Group>
    </>
  );
}
