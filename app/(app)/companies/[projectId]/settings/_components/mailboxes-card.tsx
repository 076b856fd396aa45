"use client";

import { Button, Card, Group, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconMailPlus } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import type { Mailbox } from "@/lib/outreach/mailbox/schemas";
import classes from "./keys.module.css";
import { MailboxRow } from "./mailbox-row";

// Each dialog is loaded when it is asked for first, and stays for its closing movement.
const AddMailboxModal = dynamic(() => import("./add-mailbox-modal").then((module) => module.AddMailboxModal), {
  ssr: false,
});
const MailboxPaceModal = dynamic(() => import("./mailbox-pace-modal").then((module) => module.MailboxPaceModal), {
  ssr: false,
});
const ConnectRepliesModal = dynamic(
  () => import("./connect-replies-modal").then((module) => module.ConnectRepliesModal),
  { ssr: false },
);
const RemoveMailboxDialog = dynamic(
  () => import("./remove-mailbox-dialog").then((module) => module.RemoveMailboxDialog),
  { ssr: false },
);

type Props = { project: Project; mailboxes: Mailbox[]; testMailboxAvailable: boolean; mayWrite: boolean };

/** The mailboxes that the company's emails leave from. */
export function MailboxesCard({ project, mailboxes, testMailboxAvailable, mayWrite }: Props) {
  const [adding, { open, close }] = useDisclosure(false);
  const [asked, setAsked] = useState({ add: false, remove: false });
  const [removing, setRemoving] = useState<Mailbox | null>(null);
  const [pacing, setPacing] = useState<Mailbox | null>(null);
  const [connecting, setConnecting] = useState<Mailbox | null>(null);
  const add = (): void => {
    setAsked({ ...asked, add: true });
    open();
  };
  const remove = (mailbox: Mailbox): void => {
    setAsked({ ...asked, remove: true });
    setRemoving(mailbox);
  };
  return (
    <Card component="section" id="sending" aria-labelledby="sending-title">
      <Group justify="space-between" align="flex-start" wrap="wrap">
        <div style={{ flex: "1 1 320px" }}>
          <Title order={2} id="sending-title">
            Sending
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            New people are shared evenly between these mailboxes. A person always hears from the same one.
          </Text>
        </div>
        <Button
          variant="default"
          leftSection={<IconMailPlus size={16} aria-hidden />}
          onClick={add}
          disabled={!mayWrite || mailboxes.length === 0}
        >
          Add mailbox…
        </Button>
      </Group>
      {mailboxes.length === 0 && (
        <Text size="sm" mt="md">
          No mailbox yet. Save the mail account in the onboarding: it is the first.
        </Text>
      )}
      <ul className={classes.keys}>
        {mailboxes.map((mailbox) => (
          <MailboxRow
            key={mailbox.mailbox}
            project={project}
            row={mailbox}
            others={mailboxes.filter((other) => other !== mailbox && other.removed_at === null)}
            mayWrite={mayWrite}
            onConnect={() => setConnecting(mailbox)}
            onPace={() => setPacing(mailbox)}
            onRemove={() => remove(mailbox)}
          />
        ))}
      </ul>
      {asked.add && (
        <AddMailboxModal
          project={project}
          testMailboxAvailable={testMailboxAvailable}
          opened={adding}
          onClose={close}
        />
      )}
      {pacing && <MailboxPaceModal project={project} row={pacing} onClose={() => setPacing(null)} />}
      {connecting && <ConnectRepliesModal project={project} row={connecting} onClose={() => setConnecting(null)} />}
      {asked.remove && <RemoveMailboxDialog project={project} row={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}
