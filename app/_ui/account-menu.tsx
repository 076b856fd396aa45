"use client";

import { Button, Text } from "@mantine/core";
import { IconLogout, IconShieldLock } from "@tabler/icons-react";
import { Link } from "@/app/_ui/link";
import classes from "./account-menu.module.css";
import { api } from "./api-client";
import { notifyFailure } from "./notify";

async function signOut(): Promise<void> {
  try {
    await api("/api/local/sign-out", { method: "POST" });
    window.location.assign("/sign-in");
  } catch (error) {
    notifyFailure("You are still signed in", error);
  }
}

const closeMenu = (): void => document.getElementById("account")?.hidePopover();

/** The browser's own popover: it closes on Escape and on a click elsewhere, and costs no code. */
export function AccountMenu({ email, administers = false }: { email: string; administers?: boolean }) {
  return (
    <>
      <button type="button" popoverTarget="account" className={classes.trigger} aria-label={`Account of ${email}`}>
        <span aria-hidden>{email.slice(0, 1).toUpperCase()}</span>
      </button>
      <div id="account" popover="auto" className={classes.popover}>
        <Text size="xs" c="dimmed">
          Signed in as
        </Text>
        <Text size="sm" mb="sm" style={{ overflowWrap: "anywhere" }}>
          {email}
        </Text>
        {administers && (
          <Button
            component={Link}
            href="/admin"
            onClick={closeMenu}
            fullWidth
            mb="xs"
            variant="light"
            leftSection={<IconShieldLock size={16} aria-hidden />}
          >
            Administration
          </Button>
        )}
        <Button
          fullWidth
          variant="default"
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => void signOut()}
        >
          Sign out
        </Button>
      </div>
    </>
  );
}
