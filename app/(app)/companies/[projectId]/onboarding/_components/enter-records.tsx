"use client";

import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { Project } from "@/lib/company/projects/schemas";
import type { DnsSetupSession } from "@/lib/operations/onboarding/schemas";

/** Entri's window, as its script puts it on the page. */
type Entri = {
  showEntri(config: {
    applicationId: string;
    token: string;
    userId: string;
    prefilledDomain: string;
    dnsRecords: DnsSetupSession["dns_records"];
  }): unknown;
};
declare global {
  interface Window {
    entri?: Entri;
  }
}

const SCRIPT = "https://cdn.goentri.com/entri.js";

/** Loaded when it is asked for first. */
function loadEntri(): Promise<Entri> {
  if (window.entri) return Promise.resolve(window.entri);
  const { promise, resolve, reject } = Promise.withResolvers<Entri>();
  const script = document.createElement("script");
  const fail = (): void => {
    script.remove();
    reject(new Error("Entri’s window could not be loaded. Enter the records yourself, or try again."));
  };
  script.src = SCRIPT;
  script.async = true;
  script.addEventListener("load", () => (window.entri ? resolve(window.entri) : fail()));
  script.addEventListener("error", fail);
  document.body.append(script);
  return promise;
}

type Props = { project: Project; domain: string; onChecked: () => Promise<void> };

/** Opens a window in which the founder signs in at their DNS host and the records are entered; then our own check follows. */
export function EnterRecords({ project, domain, onChecked }: Props) {
  const named = { workspace_id: project.workspace_id, domain };
  const verify = async (): Promise<void> => {
    await api("/api/onboarding/dns/entri/verify", { json: named });
    await onChecked();
  };
  const open = useMutation({
    mutationFn: async () => {
      const session = await api<DnsSetupSession>("/api/onboarding/dns/entri/session", { json: named });
      const entri = await loadEntri();
      window.addEventListener("onSuccess", () => void verify(), { once: true });
      entri.showEntri({
        applicationId: session.application_id,
        token: session.auth_token,
        userId: session.user_id,
        prefilledDomain: session.domain,
        dnsRecords: session.dns_records,
      });
    },
  });
  return (
    <>
      <Group gap="sm">
        <Button loading={open.isPending} onClick={() => open.mutate()}>
          Enter them for me
        </Button>
        <Text size="sm" c="dimmed">
          You sign in at your DNS host in a window of Entri’s.
        </Text>
      </Group>
      {open.isError && <Failure title="The window did not open" error={open.error} onRetry={() => open.mutate()} />}
    </>
  );
}
