"use client";

import { Stack } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { IntegrationProvider, ProviderState } from "@/lib/company/integrations/schemas";
import { ProviderCard } from "./provider-card";

// Each dialog is loaded when it is asked for first, and stays for its closing movement.
const ConnectModal = dynamic(() => import("./connect-modal").then((module) => module.ConnectModal), { ssr: false });
const RemoveDialog = dynamic(() => import("./remove-dialog").then((module) => module.RemoveDialog), { ssr: false });

type Props = { projectId: string; providers: ProviderState[]; mayWrite: boolean };
type Asked = { state: ProviderState; opened: boolean } | null;

/** The four providers, one card each. */
export function ProviderList({ projectId, providers, mayWrite }: Props) {
  const [connecting, setConnecting] = useState<Asked>(null);
  const [removing, setRemoving] = useState<Asked>(null);
  const newest = (provider: IntegrationProvider, of: ProviderState): ProviderState =>
    providers.find((one) => one.provider === provider) ?? of;
  return (
    <Stack gap="lg" maw={760}>
      {providers.map((state) => (
        <ProviderCard
          key={state.provider}
          projectId={projectId}
          state={state}
          mayWrite={mayWrite}
          onConnect={() => setConnecting({ state, opened: true })}
          onRemove={() => setRemoving({ state, opened: true })}
        />
      ))}
      {connecting && (
        <ConnectModal
          key={connecting.state.provider}
          projectId={projectId}
          state={newest(connecting.state.provider, connecting.state)}
          opened={connecting.opened}
          onClose={() => setConnecting({ ...connecting, opened: false })}
        />
      )}
      {removing && (
        <RemoveDialog
          projectId={projectId}
          state={removing.state}
          opened={removing.opened}
          onClose={() => setRemoving({ ...removing, opened: false })}
        />
      )}
    </Stack>
  );
}
