"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";

/** Signs out and comes back to this page as somebody else. */
export function SwitchAccount() {
  const [busy, setBusy] = useState(false);
  async function leave(): Promise<void> {
    setBusy(true);
    try {
      await api("/api/local/sign-out", { method: "POST" });
      window.location.assign(`/sign-in?${new URLSearchParams({ next: window.location.pathname })}`);
    } catch (error) {
      setBusy(false);
      notifyFailure("You are still signed in", error);
    }
  }
  return (
    <Button onClick={() => void leave()} loading={busy}>
      Sign in as somebody else
    </Button>
  );
}
