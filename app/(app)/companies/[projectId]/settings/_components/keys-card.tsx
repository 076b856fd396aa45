"use client";

import { Anchor, Button, Card, Code, Group, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import type { WorkspaceKey } from "@/lib/foundation/credentials/schemas";
import { KeyRow } from "./key-row";
import classes from "./keys.module.css";
import { RevokeKeyDialog } from "./revoke-key-dialog";
import type { ScopeGroup } from "./scope-words";

const CreateKeyModal = dynamic(() => import("./create-key-modal").then((module) => module.CreateKeyModal), {
  ssr: false,
});

/** `ended` are those that were revoked or have expired. */
export type KeyLists = { open: WorkspaceKey[]; ended: WorkspaceKey[] };
/** `offered` is what a new key may be allowed here. */
type Props = { project: Project; keys: KeyLists; offered: ScopeGroup[]; mayWrite: boolean };

export function KeysCard({ project, keys: { open, ended }, offered, mayWrite }: Props) {
  // The dialog is loaded when it is asked for first, and stays for its closing movement.
  const [asked, setAsked] = useState(false);
  const [creating, { open: openDialog, close }] = useDisclosure(false);
  const [revoking, setRevoking] = useState<WorkspaceKey | null>(null);
  const create = (): void => {
    setAsked(true);
    openDialog();
  };
  return (
    <Card component="section" aria-labelledby="keys-title">
      <Group justify="space-between" align="flex-start" wrap="wrap">
        <div style={{ flex: "1 1 320px" }}>
          <Title order={2} id="keys-title">
            API keys
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            Scripts of yours send one as <Code>Authorization: Bearer</Code>. A key may do what you chose, in this
            company&rsquo;s workspace only.{" "}
            <Anchor underline="always" href={`/docs/api?company=${project.id}`}>
              API documentation
            </Anchor>
          </Text>
        </div>
        <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={create} disabled={!mayWrite}>
          New key…
        </Button>
      </Group>
      {open.length === 0 && (
        <Text size="sm" mt="md">
          No API keys yet. {mayWrite && "Create one for a script that reads or changes data."}
        </Text>
      )}
      <ul className={classes.keys}>
        {open.map((key) => (
          <KeyRow key={key.id} row={key} onRevoke={mayWrite ? () => setRevoking(key) : undefined} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details className={classes.ended}>
          <summary>{ended.length === 1 ? "One key has ended" : `${ended.length} keys have ended`}</summary>
          <ul className={classes.keys}>
            {ended.map((key) => (
              <KeyRow key={key.id} row={key} />
            ))}
          </ul>
        </details>
      )}
      {!mayWrite && (
        <Text mt="xs" size="sm" c="dimmed">
          Only an owner or admin can make and revoke keys.
        </Text>
      )}
      {asked && <CreateKeyModal project={project} offered={offered} opened={creating} onClose={close} />}
      <RevokeKeyDialog workspaceId={project.workspace_id} row={revoking} onClose={() => setRevoking(null)} />
    </Card>
  );
}
