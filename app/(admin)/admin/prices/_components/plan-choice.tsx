"use client";

import { NativeSelect, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { notifySuccess } from "@/app/_ui/notify";
import { formatUsd } from "@/app/_ui/numbers";
import type { OfferedPlan, WorkspacePlan } from "@/lib/metering/spending/schemas";

type Props = {
  workspace: WorkspacePlan;
  offered: readonly OfferedPlan[];
  onChanged: (plan: OfferedPlan) => void;
};

/** The plan of a workspace; another one is set after it was confirmed with what it means. */
export function PlanChoice({ workspace, offered, onChanged }: Props) {
  const [chosen, setChosen] = useState<OfferedPlan | null>(null);
  const change = useMutation({
    mutationFn: ({ plan }: OfferedPlan) =>
      api("/api/admin/plans", { json: { workspace_id: workspace.workspace_id, plan } }),
    onSuccess: (_, plan) => {
      onChanged(plan);
      setChosen(null);
      notifySuccess(`${workspace.workspace_name} is on the plan ${plan.plan}`);
    },
  });
  const close = (): void => {
    setChosen(null);
    change.reset();
  };
  return (
    <>
      <NativeSelect
        size="sm"
        aria-label={`Plan of ${workspace.workspace_name}`}
        data={offered.map(({ plan }) => plan)}
        value={workspace.plan}
        onChange={({ currentTarget: { value } }) => setChosen(offered.find(({ plan }) => plan === value) ?? null)}
      />
      <ConfirmDialog
        opened={chosen !== null}
        onClose={close}
        title="Change the plan"
        keep="Keep the plan"
        action={{
          label: "Change plan",
          failed: "The plan was not changed",
          run: () => chosen && change.mutate(chosen),
          pending: change.isPending,
          error: change.error,
        }}
      >
        {chosen && <Text size="sm">{whatHappens(workspace, chosen)}</Text>}
      </ConfirmDialog>
    </>
  );
}

function whatHappens({ workspace_name, plan, current_spend }: WorkspacePlan, chosen: OfferedPlan): string {
  const change = `${workspace_name} goes from ${plan} to ${chosen.plan}, at once.`;
  if (chosen.limit === null) return `${change} Its models may then cost any amount.`;
  const limit = `Its models may then cost ${formatUsd(chosen.limit)} a month; ${formatUsd(current_spend)} is spent.`;
  return current_spend >= chosen.limit
    ? `${change} ${limit} Model calls are refused until the next month begins.`
    : `${change} ${limit}`;
}
