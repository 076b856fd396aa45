"use client";

import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { When, WhenDue } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { WatchedDomain } from "@/lib/operations/onboarding/schemas";
import type { SendingDomain } from "@/lib/outreach/sending-domains/schemas";
import { DomainFindings } from "./domain-findings";
import { DomainRecords } from "./domain-records";
import { EnterRecords } from "./enter-records";

type Props = {
  project: Project;
  /** Null: the founder names it. */
  watched: WatchedDomain | null;
  /** The operator has an account at a vendor that enters records. */
  entersRecords: boolean;
  /** The domain was checked, and what was found is kept. */
  onChecked: () => Promise<void>;
};

/** One domain: what its name servers say, the records to enter, and when it is looked at again. */
export function DomainCheck({ project, watched, entersRecords, onChecked }: Props) {
  const [typed, setTyped] = useState(watched?.domain ?? hostOf(project.website));
  const check = useMutation({
    mutationFn: () =>
      api<SendingDomain>("/api/onboarding/dns/verify", {
        json: { workspace_id: project.workspace_id, domain: typed.trim().toLowerCase() },
      }),
    onSuccess: onChecked,
  });
  const state = newest(check.data ?? null, watched?.state ?? null);
  return (
    <Stack gap="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate();
        }}
      >
        <Stack gap="sm">
          {watched === null ? (
            <DomainField value={typed} onChange={setTyped} />
          ) : (
            <Text fw={600} style={{ overflowWrap: "anywhere" }}>
              {watched.domain}
            </Text>
          )}
          <Group gap="sm">
            <Button type="submit" variant="default" loading={check.isPending} disabled={typed.trim() === ""}>
              {state === null ? "Check domain" : "Check again"}
            </Button>
            {state !== null && <LastCheck of={state} />}
          </Group>
        </Stack>
      </form>
      <div role="status" aria-live="polite">
        {check.isPending && (
          <Text size="sm" c="dimmed">
            Asking the name servers of {typed.trim()}.
          </Text>
        )}
        {!check.isPending && state !== null && (
          <Stack gap="md">
            <Pause of={state} needed={watched?.needed ?? false} />
            <DomainFindings of={state} history={watched?.history ?? []} />
          </Stack>
        )}
      </div>
      {state !== null && !check.isPending && (
        <DomainRecords of={state}>
          {entersRecords && state.zone !== null && (
            <EnterRecords project={project} domain={state.domain} onChecked={onChecked} />
          )}
        </DomainRecords>
      )}
      {check.isError && (
        <Failure title="The domain was not checked" error={check.error} onRetry={() => check.mutate()} />
      )}
    </Stack>
  );
}

const DomainField = ({ value, onChange }: { value: string; onChange: (domain: string) => void }) => (
  <TextInput
    label="Domain"
    description="The part after the @ of the address that you will send from."
    inputWrapperOrder={["label", "input", "description", "error"]}
    placeholder="example.com"
    inputMode="url"
    autoCapitalize="none"
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

const LastCheck = ({ of: { checked_at, next_check_at } }: { of: SendingDomain }) => (
  <Text size="sm" c="dimmed">
    Last checked <When iso={checked_at} />
    {next_check_at !== null && (
      <>
        , checked again <WhenDue iso={next_check_at} />
      </>
    )}
    .
  </Text>
);

/** The 72 hours after which cold emails wait, while they run and once they are over. */
function Pause({ of: { domain, paused_at, pauses_at }, needed }: { of: SendingDomain; needed: boolean }) {
  if (!needed || pauses_at === null) return null;
  if (paused_at !== null)
    return (
      <Alert color="red" variant="light" title="Cold emails wait">
        The records of {domain} have been wrong for 72 hours. Emails go on by themselves once a check finds them right;
        answers are sent all the same.
      </Alert>
    );
  return (
    <Alert color="yellow" variant="light" title="Correct the records">
      Cold emails from {domain} begin to wait <WhenDue iso={pauses_at} /> unless a check finds the records right by
      then.
    </Alert>
  );
}

/** The worker may have checked it since it was checked here. */
const newest = (own: SendingDomain | null, read: SendingDomain | null): SendingDomain | null =>
  own !== null && read !== null && read.checked_at > own.checked_at ? read : (own ?? read);

function hostOf(website: string | null): string {
  if (website === null || !URL.canParse(website)) return "";
  return new URL(website).hostname.replace(/^www\./, "");
}
