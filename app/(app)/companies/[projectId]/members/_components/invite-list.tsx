"use client";

import { Badge, Button, Card, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { Invite } from "@/lib/foundation/members/schemas";
import { RoleBadge } from "./member-row";
import { dayOf } from "./member-words";
import classes from "./rows.module.css";
import { isWaiting, useAccessChange, useInvites } from "./use-members";

type Props = { project: Project; initial: Invite[]; mayWrite: boolean };

/** Invitations nobody has accepted yet, and what became of their mail. */
export function InviteList({ project, initial, mayWrite }: Props) {
  const invites = useInvites(project, initial);
  const pending = (invites.data ?? initial).filter(({ state }) => state === "open" || state === "expired");
  const [revoking, setRevoking] = useState<Invite | null>(null);
  return (
    <Card component="section" aria-labelledby="invites-title">
      <Title order={2} id="invites-title">
        Invitations
      </Title>
      {invites.isError && (
        <Failure
          title="The invitations could not be loaded"
          error={invites.error}
          onRetry={() => void invites.refetch()}
        />
      )}
      {pending.length === 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          No invitation is open.
        </Text>
      )}
      <ul className={classes.rows}>
        {pending.map((invite) => (
          <InviteRow
            key={invite.id}
            project={project}
            invite={invite}
            mayWrite={mayWrite}
            onRevoke={() => setRevoking(invite)}
          />
        ))}
      </ul>
      <RevokeDialog project={project} invite={revoking} onClose={() => setRevoking(null)} />
    </Card>
  );
}

type RowProps = { project: Project; invite: Invite; mayWrite: boolean; onRevoke: () => void };

function InviteRow({ project, invite, mayWrite, onRevoke }: RowProps) {
  const { email, role, state, expires_at, inviter_email } = invite;
  const again = useAccessChange(project, () => notifySuccess("Sent again", `We are emailing the link to ${email}.`));
  const resend = (): void =>
    again.mutate(
      { path: `invites/${invite.id}/resend`, method: "POST" },
      { onError: (error) => notifyFailure(`The invitation of ${email} was not sent again`, error) },
    );
  return (
    <li>
      <div className={classes.who}>
        <Group gap={8}>
          <Text component="span" size="sm" fw={550}>
            {email}
          </Text>
          <RoleBadge role={role} />
          <MailState invite={invite} />
        </Group>
        <Text size="xs" c="dimmed" mt={2}>
          Invited by {inviter_email} · {state === "expired" ? "expired" : "open until"} {dayOf(expires_at)}
        </Text>
        {invite.mail_error && (
          <Text size="xs" c="var(--mantine-color-error)" mt={2}>
            {invite.mail_error}
          </Text>
        )}
      </div>
      {mayWrite && (
        <div className={classes.actions}>
          <Button
            variant="default"
            size="xs"
            onClick={resend}
            loading={again.isPending}
            disabled={isWaiting(invite)}
            aria-label={`Send the invitation to ${email} again`}
          >
            Send again
          </Button>
          <Button variant="default" size="xs" onClick={onRevoke} aria-label={`Revoke the invitation of ${email}`}>
            Revoke…
          </Button>
        </div>
      )}
    </li>
  );
}

function MailState({ invite }: { invite: Invite }) {
  if (invite.state === "expired") return <Badge color="orange">Expired</Badge>;
  if (invite.mail_error) return <Badge color="red">Mail failed</Badge>;
  if (invite.mailed_at === null) return <Badge color="gray">Mail on its way</Badge>;
  return (
    <Badge color="green">
      Mail sent <When iso={invite.mailed_at} />
    </Badge>
  );
}

function RevokeDialog({ project, invite, onClose }: { project: Project; invite: Invite | null; onClose: () => void }) {
  const [last, setLast] = useState(invite);
  if (invite && invite !== last) setLast(invite);
  const revocation = useAccessChange(project, onClose);
  if (!last) return null;
  const revoke = (): void =>
    revocation.mutate(
      { path: `invites/${last.id}`, method: "DELETE" },
      { onSuccess: () => notifySuccess("Revoked", `The link in the email to ${last.email} no longer works.`) },
    );
  return (
    <ConfirmDialog
      opened={invite !== null}
      onClose={() => {
        revocation.reset();
        onClose();
      }}
      title={`Revoke the invitation of ${last.email}?`}
      keep="Keep it"
      action={{
        label: "Revoke",
        failed: "The invitation was not revoked",
        run: revoke,
        pending: revocation.isPending,
        error: revocation.error,
      }}
    >
      The link in the mail stops working. You can invite {last.email} again at any time.
    </ConfirmDialog>
  );
}
