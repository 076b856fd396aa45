"use client";

import { Button, Card, Group, Loader, Text, ThemeIcon, Title } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Failure } from "@/app/_ui/failure";
import { When } from "@/app/_ui/when";
import type { Freeze } from "@/lib/operations/governance/schemas";
import { Person } from "../../../../_components/person";
import classes from "./proof.module.css";
import { useFreezeStep } from "./use-freezes";
import { WorkflowNames } from "./workflow-names";

/** The state of the workflows after the last freeze was lifted; empty when none was published before it. */
export function AfterUnfreeze({ freeze, me }: { freeze: Freeze; me: string }) {
  if (freeze.published_before.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="restore-title">
      <Title order={2} id="restore-title">
        After the last freeze
      </Title>
      {freeze.unfrozen_at && freeze.unfrozen_by && (
        <Text size="sm" c="dimmed" mt={4} mb="md" component="div" style={{ overflowWrap: "anywhere" }}>
          Lifted by <Person id={freeze.unfrozen_by} me={me} /> · <When iso={freeze.unfrozen_at} /> ·{" "}
          {freeze.unfreeze_reason}
        </Text>
      )}
      {partOf(freeze)}
    </Card>
  );
}

function partOf(freeze: Freeze): ReactNode {
  if (!freeze.restore_confirmed_at) return <ConfirmLater freeze={freeze} />;
  if (!freeze.restore_result) {
    return (
      <Group gap="sm" role="status">
        <Loader size="sm" aria-hidden />
        <Text size="sm">The workflows that were published before are being published again.</Text>
      </Group>
    );
  }
  return <RestoreResult result={freeze.restore_result} />;
}

function ConfirmLater({ freeze }: { freeze: Freeze }) {
  const restore = useFreezeStep(freeze.workspace_id);
  return (
    <>
      <Text size="sm">
        These workflows were published before the freeze and are still off. Deployments wait until this is confirmed:
      </Text>
      <WorkflowNames workflows={freeze.published_before} />
      {restore.isError && <Failure title="They were not published" error={restore.error} />}
      <Group mt="md">
        <Button onClick={() => restore.mutate({ restore: true })} loading={restore.isPending}>
          Publish these again
        </Button>
      </Group>
    </>
  );
}

function RestoreResult({ result }: { result: NonNullable<Freeze["restore_result"]> }) {
  const failed = result.filter(({ published }) => !published).length;
  return (
    <>
      <Text size="sm" mb="sm" fw={550}>
        {failed === 0
          ? "Everything that was published before is published again."
          : `${failed} of ${result.length} could not be published again.`}
      </Text>
      <ul className={classes.results}>
        {result.map(({ workflow_id, name, published, error }) => (
          <li key={workflow_id}>
            <Outcome published={published} />
            <div>
              {name}
              {error && (
                <Text size="xs" c="var(--mantine-color-error)">
                  {error}
                </Text>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

const Outcome = ({ published }: { published: boolean }) => (
  <ThemeIcon
    size={20}
    radius="xl"
    variant="light"
    color={published ? "green" : "red"}
    role="img"
    aria-label={published ? "Published" : "Not published"}
  >
    {published ? <IconCheck size={13} aria-hidden /> : <IconX size={13} aria-hidden />}
  </ThemeIcon>
);
