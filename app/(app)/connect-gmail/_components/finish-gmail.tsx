"use client";

import { Container, Loader } from "@mantine/core";
import { IconBrandGoogle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { api, sentenceOf } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { type GmailConnection, takeConnection } from "@/app/_ui/gmail-connection";
import { LinkButton } from "@/app/_ui/link-button";
import type { AccountTest } from "@/lib/outreach/mailbox/schemas";

type Answer = { code: string; state: string };

/** Hands Google's answer over, once, for the company that this tab began to connect, and returns to it. */
export function FinishGmail({ answer }: { answer: Answer | null }) {
  const [begun, setBegun] = useState<GmailConnection | null>();
  const finish = useMutation({
    mutationFn: ({ workspaceId }: GmailConnection) =>
      api<{ test: AccountTest }>("/api/onboarding/gmail", {
        method: "PUT",
        json: { workspace_id: workspaceId, ...answer },
      }),
    onSuccess: (_saved, { returnTo }) => window.location.replace(returnTo),
  });
  const started = useRef(false);
  const { mutate } = finish;
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    const connection = takeConnection();
    setBegun(connection);
    if (connection && answer) mutate(connection);
  }, [answer, mutate]);

  if (begun === null) {
    return (
      <State
        title="This connection was begun elsewhere"
        action={<LinkButton href="/companies">To your companies</LinkButton>}
      >
        It was begun in another window, or taken already. Open the onboarding of your company and connect Gmail there.
      </State>
    );
  }
  const back = begun && <LinkButton href={begun.returnTo}>Back to the onboarding</LinkButton>;
  if (begun && !answer) {
    return (
      <State title="Gmail was not connected" action={back}>
        Google reports that you did not allow it. Nothing was changed.
      </State>
    );
  }
  if (finish.isError) {
    return (
      <State title="Gmail was not connected" action={back}>
        {sentenceOf(finish.error)}
      </State>
    );
  }
  return (
    <State title="Connecting Gmail" action={<Loader size="sm" aria-label="Connecting" />}>
      The account is tested. That takes some seconds.
    </State>
  );
}

const State = ({ title, action, children }: { title: string; action: ReactNode; children: ReactNode }) => (
  <Container py="xl" size="sm">
    <Blank heading={1} icon={<IconBrandGoogle size={26} />} title={title} action={action}>
      {children}
    </Blank>
  </Container>
);
