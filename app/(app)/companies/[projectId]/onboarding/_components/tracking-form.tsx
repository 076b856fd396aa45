"use client";

import { Alert, Anchor, Button, Card, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { When, WhenDue } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type {
  CnameRecord,
  OwnerRecord,
  SetUpTracking,
  TrackingCheck,
  TrackingDomain,
} from "@/lib/outreach/tracking/schemas";
import { RecordLine } from "./dns-record-card";
import { EarlierChecks, Finding } from "./domain-findings";

const NAMES: Record<TrackingCheck["purpose"], string> = {
  cname: "Record (CNAME)",
  answer: "Answer of the host",
  owner: "Proof that it is yours (TXT)",
};
const STATUS: Record<"verified" | "failing" | "unknown", string> = {
  verified: "leads to Greenlight, and links use it",
  failing: "does not lead to Greenlight yet",
  unknown: "could not be judged",
};

type Props = { project: Project; tracking: TrackingDomain; mayWrite?: boolean; onChanged: () => Promise<void> };

/** The host of the company's own that links in emails lead to: named, entered at the DNS host, checked; and whether clicks are counted. */
export function TrackingForm({ project, tracking, mayWrite = true, onChanged }: Props) {
  const { host } = tracking;
  const { setUp, check, change, look, place } = useTracking(project, host, onChanged);
  const own = tracking.record?.value ?? tracking.link_host;
  return (
    <Stack gap="md" ref={place}>
      <Text size="sm" c="dimmed">
        The links of your emails, such as Unsubscribe, show a host of your own instead of {own}. They use it once it
        leads here, and Greenlight’s host whenever it certainly does not.
      </Text>
      {host === null ? (
        <HostForm saving={setUp.isPending} mayWrite={mayWrite} onSave={(typed) => change({ host: typed })} />
      ) : (
        <Group gap="sm">
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {host}
          </Text>
          <Button variant="default" loading={check.isPending} disabled={!mayWrite} onClick={look} data-stands-in>
            Check host
          </Button>
          <Button
            variant="subtle"
            loading={setUp.isPending}
            disabled={!mayWrite}
            onClick={() => change({ host: null })}
          >
            Stop using this host
          </Button>
        </Group>
      )}
      <div role="status" aria-live="polite">
        {check.isPending ? (
          <Text size="sm" c="dimmed">
            Asking the name servers of {host}, and the host itself.
          </Text>
        ) : (
          host !== null && <Findings host={host} of={tracking} />
        )}
      </div>
      {tracking.record && tracking.status !== "verified" && (
        <RecordsToEnter
          records={[tracking.record, ...(tracking.owner_record ? [tracking.owner_record] : [])]}
          dnsHost={tracking.dns_host}
        />
      )}
      <Counted tracking={tracking} disabled={setUp.isPending || !mayWrite} onChange={change} />
      {setUp.isError && <Failure title="This was not saved" error={setUp.error} />}
      {check.isError && <Failure title="The host was not checked" error={check.error} onRetry={look} />}
    </Stack>
  );
}

function useTracking({ workspace_id }: Project, host: string | null, onChanged: () => Promise<void>) {
  const setUp = useMutation({
    mutationFn: (answers: SetUpTracking) =>
      api<TrackingDomain>("/api/onboarding/tracking/setup", { json: { workspace_id, ...answers } }),
    onSuccess: onChanged,
  });
  const check = useMutation({
    mutationFn: () => api<TrackingDomain>("/api/onboarding/tracking/verify", { json: { workspace_id } }),
    onSuccess: onChanged,
  });
  const { place, remember } = useKeptFocus(setUp.isPending || check.isPending, host);
  const change = (answers: SetUpTracking): void => {
    remember();
    setUp.mutate(answers);
  };
  const look = (): void => {
    remember();
    check.mutate();
  };
  return { setUp, check, change, look, place };
}

/** Gives the focus back to what was pressed once that is done, or to what then stands in its place. */
function useKeptFocus(busy: boolean, host: string | null) {
  const place = useRef<HTMLDivElement>(null);
  const pressed = useRef<Element | null>(null);
  useEffect(() => {
    // A person who moved on meanwhile has the focus elsewhere.
    if (busy || document.activeElement !== document.body || !(pressed.current instanceof HTMLElement)) return;
    if (pressed.current.isConnected) return pressed.current.focus();
    pressed.current = null;
    place.current?.querySelector<HTMLElement>("[data-stands-in]")?.focus();
  }, [busy, host]);
  const remember = (): void => {
    pressed.current = document.activeElement;
  };
  return { place, remember };
}

type CountedProps = { tracking: TrackingDomain; disabled: boolean; onChange: (answers: SetUpTracking) => void };

/** Whether clicks and opens are counted, each with what that means for the emails and for the number. */
function Counted({ tracking, disabled, onChange }: CountedProps) {
  return (
    <>
      <Switch
        label="Count clicks on links"
        description="Off unless you turn it on. Links of new emails then lead through Greenlight, and clicks of machines are told apart."
        checked={tracking.track_clicks}
        disabled={disabled}
        onChange={(event) => onChange({ track_clicks: event.currentTarget.checked })}
      />
      <Switch
        label="Count opens"
        description="Off unless you turn it on. New emails then hold an invisible picture, which filters mark as spam more often and some countries allow only with consent. The number is a guess: Apple Mail and Gmail fetch pictures themselves, which is not counted, and many readers show none. Judge a campaign by its replies."
        checked={tracking.track_opens}
        disabled={disabled}
        onChange={(event) => onChange({ track_opens: event.currentTarget.checked })}
      />
    </>
  );
}

type HostFormProps = { saving: boolean; mayWrite: boolean; onSave: (host: string) => void };

function HostForm({ saving, mayWrite, onSave }: HostFormProps) {
  const [typed, setTyped] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(typed.trim());
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Host for links"
          description="A name below a domain of yours that nothing else uses."
          inputWrapperOrder={["label", "input", "description", "error"]}
          placeholder="link.example.com"
          inputMode="url"
          autoCapitalize="none"
          value={typed}
          data-stands-in
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" variant="default" loading={saving} disabled={!mayWrite || typed.trim() === ""}>
            Use this host
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Findings({ host, of }: { host: string; of: TrackingDomain }) {
  const { status, checks, checked_at, next_check_at, link_host } = of;
  if (status === null || checked_at === null)
    return (
      <Text size="sm" c="dimmed">
        Not checked yet. This happens within a minute.
      </Text>
    );
  const before = of.history.filter((past) => past.checked_at < checked_at).slice(0, 5);
  return (
    <Stack gap="sm">
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {host} {STATUS[status]}.
      </Text>
      <Text size="sm" c="dimmed">
        Links of new emails lead to {link_host}. Last checked <When iso={checked_at} />
        {next_check_at !== null && (
          <>
            , checked again <WhenDue iso={next_check_at} />
          </>
        )}
        .
      </Text>
      {checks.map(({ purpose, verdict, words }) => (
        <Finding key={purpose} name={NAMES[purpose]} verdict={verdict} words={words} />
      ))}
      <EarlierChecks of={before} />
    </Stack>
  );
}

type RecordsProps = { records: (CnameRecord | OwnerRecord)[]; dnsHost: TrackingDomain["dns_host"] };

function RecordsToEnter({ records, dnsHost }: RecordsProps) {
  return (
    <Stack gap="md">
      <Alert variant="light" title={records.length === 1 ? "Record to enter" : "Records to enter"}>
        Enter {records.length === 1 ? "this record" : "these records"} at {dnsHost?.name ?? "your DNS host"}, then check
        the host.
        {dnsHost && (
          <>
            {" "}
            <Anchor href={dnsHost.records_url} target="_blank" rel="noreferrer" size="sm">
              Open {dnsHost.name}
            </Anchor>
          </>
        )}
      </Alert>
      {records.map(({ type, name, relative_name, value }) => (
        <Card key={type} withBorder radius="md" p="md">
          <Stack gap="sm">
            <Text fw={600} size="sm">
              Add this {type} record
            </Text>
            <RecordLine label="Name" value={relative_name ?? name} of={type} />
            <RecordLine label="Value" value={value} of={type} />
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              The whole name is {name}. Most DNS hosts add the domain themselves.
            </Text>
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}
