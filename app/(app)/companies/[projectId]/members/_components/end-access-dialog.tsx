"use client";

import { Radio, Stack, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import { seesSecrets } from "@/lib/foundation/access/roles";
import type { SecretsDecision } from "@/lib/foundation/members/schemas";
import { ROLE_LABELS } from "./member-words";
import { NewSecretsDialog, type NewSecrets } from "./new-secrets-dialog";
import { useAccessChange, type Change } from "./use-members";
import type { EndOfAccess } from "./end-of-access";

const wordsOf = ({ member: { email }, role }: EndOfAccess) =>
  role === null
    ? { title: `Remove ${email}?`, label: "Remove", failed: `${email} was not removed`, done: "Removed" }
    : {
        title: `Make ${email} ${ROLE_LABELS[role].toLowerCase()}?`,
        label: "Change role",
        failed: `The role of ${email} was not changed`,
        done: "Role changed",
      };

function requestOf({ member, role }: EndOfAccess, secrets: SecretsDecision): Change {
  const path = `members/${encodeURIComponent(member.user_id)}`;
  return role === null
    ? { path, method: "DELETE", query: { secrets } }
    : { path, method: "PATCH", json: { role, secrets } };
}

type Props = { project: Project; ending: EndOfAccess | null; onClose: () => void };

/** Removes or demotes a member; for one who could see secrets it asks in the same step what becomes of these. */
export function EndAccessDialog({ project, ending, onClose }: Props) {
  // Keeps the name in the words while the dialog fades out.
  const [last, setLast] = useState(ending);
  const [secrets, setSecrets] = useState<SecretsDecision>("rotate");
  const [made, setMade] = useState<NewSecrets | null>(null);
  if (ending && ending !== last) {
    setLast(ending);
    setSecrets("rotate");
  }
  const router = useRouter();
  const change = useAccessChange<{ new_secrets: NewSecrets | null }>(project, () => {
    onClose();
    if (last?.member.is_you) router.refresh();
  });
  const close = (): void => {
    change.reset();
    onClose();
  };
  if (!last) return null;
  const words = wordsOf(last);
  const { email, role: before } = last.member;
  const run = (): void =>
    change.mutate(requestOf(last, secrets), {
      onSuccess: ({ new_secrets }) => {
        setMade(new_secrets);
        const now = last.role === null ? "is not a member any more" : `is now ${ROLE_LABELS[last.role].toLowerCase()}`;
        notifySuccess(words.done, `${email} ${now}.`);
      },
    });
  return (
    <>
      <ConfirmDialog
        opened={ending !== null}
        onClose={close}
        title={words.title}
        keep="Cancel"
        action={{ label: words.label, failed: words.failed, run, pending: change.isPending, error: change.error }}
      >
        <Stack gap="sm">
          <Consequence project={project} ending={last} />
          {seesSecrets(before) && <SecretsChoice email={email} value={secrets} onChange={setSecrets} />}
        </Stack>
      </ConfirmDialog>
      <NewSecretsDialog secrets={made} onClose={() => setMade(null)} />
    </>
  );
}

const Consequence = ({ project, ending: { member, role } }: { project: Project; ending: EndOfAccess }) =>
  role === null ? (
    <Text size="sm">
      {member.email} cannot open <b>{project.name}</b> any more, from this moment on: open pages close within seconds.
      What they did stays in the ledger; API keys they made and invitations they sent end with them.
    </Text>
  ) : (
    <Text size="sm">
      {member.email} can no longer launch, let people in or make keys in <b>{project.name}</b>. API keys they made that
      can do more than a {ROLE_LABELS[role].toLowerCase()} may, and their open invitations, end.
    </Text>
  );

type ChoiceProps = { email: string; value: SecretsDecision; onChange: (value: SecretsDecision) => void };

const SecretsChoice = ({ email, value, onChange }: ChoiceProps) => (
  <Radio.Group
    label={`${email} could see the webhook token and the secret website keys`}
    value={value}
    onChange={(chosen) => onChange(chosen as SecretsDecision)}
  >
    <Stack gap="xs" mt="xs">
      <Radio
        value="rotate"
        label="Replace them now"
        description="The old ones end at once. n8n gets the new token by itself; your own scripts and servers need the new ones, which are shown next."
      />
      <Radio
        value="keep"
        label="Keep them"
        description="They go on working for anyone who knows them. The ledger records that you kept them."
      />
    </Stack>
  </Radio.Group>
);
