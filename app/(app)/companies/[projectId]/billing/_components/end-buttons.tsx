"use client";

import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Billing } from "@/lib/metering/billing/schemas";
import { nameOf, statusWords } from "./billing-words";

const ConfirmDialog = dynamic(() => import("@/app/_ui/confirm-dialog").then((module) => module.ConfirmDialog));
const CANCELLABLE: readonly unknown[] = ["active", "trialing", "past_due", "paused", "unpaid"];

type Props = { projectId: string; billing: Billing; onChange: (billing: Billing) => void };

/** Cancels a subscription, or takes that back; wakes a paused one. */
export function EndButtons({ projectId, billing, onChange }: Props) {
  const [asking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: (what: "cancel" | "resume") =>
      api<Billing>(`/api/projects/${projectId}/billing/${what}`, { method: "POST" }),
    onSuccess: (changed, what) => {
      setAsking(false);
      onChange(changed);
      notifySuccess(
        what === "cancel" ? "The subscription was cancelled" : "The subscription goes on",
        statusWords(changed),
      );
    },
    onError: (error, what) => {
      if (what === "resume") notifyFailure("The subscription was not resumed", error);
    },
  });
  const isPaused = billing.status === "paused";
  const ends = isPaused || billing.status === "unpaid";
  return (
    <>
      {(billing.cancel_at !== null || isPaused) && (
        <Button loading={act.isPending && act.variables === "resume"} onClick={() => act.mutate("resume")}>
          {isPaused ? "Resume the subscription" : `Keep ${nameOf(billing.plan)}`}
        </Button>
      )}
      {billing.cancel_at === null && CANCELLABLE.includes(billing.status) && (
        <Button variant="subtle" color="red.8" onClick={() => setAsking(true)}>
          Cancel the subscription
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title="Cancel the subscription?"
          keep="Keep it"
          action={{
            label: "Cancel the subscription",
            failed: "The subscription was not cancelled",
            run: () => act.mutate("cancel"),
            pending: act.isPending,
            error: act.error,
          }}
        >
          {ends
            ? "It ends at once. The workspace stays on Free; nothing of the company is deleted."
            : "The plan stays until the end of the period that is paid, then the workspace is on Free: models may cost $5 a month. Nothing of the company is deleted."}
        </ConfirmDialog>
      )}
    </>
  );
}
