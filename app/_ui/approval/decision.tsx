"use client";

import { Alert, Button, Card, Group, Text, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState, useSyncExternalStore } from "react";
import { notifySuccess } from "@/app/_ui/notify";
import { useLetterKeys } from "@/app/_ui/use-letter-keys";
import { heldInWords } from "./held-in-words";
import type { ApprovalScreen } from "./use-approval";

/** `keys`: whether single letters decide; not where several proposals stand on one page. */
type Props = { screen: ApprovalScreen; onRevise: () => void; keys?: boolean };

/** The one thing to do about a proposal in its present state. */
export function Decision({ screen, onRevise, keys = true }: Props) {
  const { state } = screen.detail;
  if (state === "pending" || state === "revised") return <Deciding screen={screen} onRevise={onRevise} keys={keys} />;
  if (state === "queued" || state === "approved") return <Queued screen={screen} />;
  if (state === "failed" || state === "unknown") return <Unclear screen={screen} />;
  return <Ended screen={screen} />;
}

function Deciding({ screen: { detail, change }, onRevise, keys }: Props) {
  const { version, state, why } = detail;
  const [note, setNote] = useState("");
  const decide = (decision: "approved" | "denied"): void =>
    change.mutate({
      path: "decide",
      json: { decision, version, ...(note && { note }) },
      failed: "Nothing was decided",
    });
  const mayApprove = state === "pending";
  useLetterKeys(keys ? { a: () => mayApprove && decide("approved"), d: () => decide("denied"), e: onRevise } : {});
  return (
    <Card>
      {why && (
        <Text size="sm" mb="sm">
          {why}
        </Text>
      )}
      <TextInput
        label="Note"
        description="A reason for the record, and for whoever proposed it."
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => decide("denied")} disabled={change.isPending}>
          Deny
        </Button>
        <Button variant="default" onClick={onRevise} disabled={change.isPending}>
          Revise
        </Button>
        {mayApprove && (
          <Button onClick={() => decide("approved")} loading={change.isPending}>
            Approve
          </Button>
        )}
      </Group>
    </Card>
  );
}

const everyHalfSecond = (onTick: () => void): (() => void) => {
  const timer = setInterval(onTick, 500);
  return () => clearInterval(timer);
};

/** Seconds until a moment, counted in the browser; null on the server, which does not know the reader's clock. */
function useSecondsUntil(iso: string | null): number | null {
  const left = (): number => Math.max(0, Math.ceil((Date.parse(iso ?? "") - Date.now()) / 1000));
  const seconds = useSyncExternalStore(everyHalfSecond, left, () => null);
  return iso === null ? null : seconds;
}

function secondsInWords(seconds: number | null): string {
  if (seconds === null) return "";
  return seconds === 0 ? "It is about to begin." : `${seconds} seconds left.`;
}

function Queued({ screen: { detail, change } }: { screen: ApprovalScreen }) {
  const { not_before, version, held } = detail;
  const seconds = useSecondsUntil(not_before);
  const at = not_before?.slice(11, 19);
  return (
    <Alert
      color={held ? "orange" : "blue"}
      title={held ? "Held by the freeze" : `Queued. It is carried out at ${at} UTC unless you take it back.`}
    >
      <Group justify="space-between">
        <Text size="sm" aria-live="polite">
          {held ? heldInWords(detail, held) : secondsInWords(seconds)}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() =>
              change.mutate({ path: "decide", json: { decision: "revised", version }, failed: "It was not taken back" })
            }
          >
            Take back and revise
          </Button>
          <Button
            size="xs"
            loading={change.isPending}
            onClick={() =>
              change.mutate({ path: "decide", json: { decision: "denied", version }, failed: "It was not taken back" })
            }
          >
            Undo
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}

function Unclear({ screen: { detail, change } }: { screen: ApprovalScreen }) {
  const isUnknown = detail.state === "unknown";
  const tell = (happened: boolean): void =>
    change.mutate({ path: "outcome", json: { happened }, failed: "The outcome was not stored" });
  return (
    <Alert
      color={isUnknown ? "orange" : "red"}
      title={isUnknown ? "It is not known whether this happened" : "This failed"}
    >
      <Text size="sm">{detail.why}</Text>
      {isUnknown && (
        <Text size="sm" mt="xs">
          It is looked up at the provider. If you know better: say so. “Try again” may do it a second time where the
          provider does not recognise a repetition.
        </Text>
      )}
      <Group mt="sm" gap="xs">
        <Button
          size="xs"
          loading={change.isPending}
          onClick={() => change.mutate({ path: "retry", failed: "It was not tried again" })}
        >
          Try again
        </Button>
        {isUnknown && (
          <>
            <Button size="xs" variant="default" disabled={change.isPending} onClick={() => tell(true)}>
              It happened
            </Button>
            <Button size="xs" variant="default" disabled={change.isPending} onClick={() => tell(false)}>
              It did not happen
            </Button>
          </>
        )}
      </Group>
    </Alert>
  );
}

const UNDOABLE = new Set(["executed", "verified", "contradicted", "unverifiable"]);

function Ended({ screen: { detail, change } }: { screen: ApprovalScreen }) {
  const router = useRouter();
  if (!detail.why && !UNDOABLE.has(detail.state)) return null;
  return (
    <Card>
      <Group justify="space-between">
        <Text size="sm">{detail.why}</Text>
        {UNDOABLE.has(detail.state) && (
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() =>
              change.mutate(
                { path: "undo", failed: "This cannot be taken back" },
                {
                  onSuccess: ({ id }) => {
                    notifySuccess("Proposed to take it back", "It waits for your approval.");
                    router.push(`/companies/${detail.project_id}/approvals/${id}`);
                  },
                },
              )
            }
          >
            Propose to take it back
          </Button>
        )}
      </Group>
    </Card>
  );
}
