"use client";

import { Avatar, Menu, MenuDropdown, MenuItem, MenuLabel, MenuTarget, UnstyledButton } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
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

export function AccountMenu({ email }: { email: string }) {
  return (
    <Menu position="bottom-end" width={240}>
      <MenuTarget>
        <UnstyledButton aria-label={`Account of ${email}`} style={{ borderRadius: "50%" }}>
          <Avatar color="green" radius="xl" size={34} aria-hidden>
            {email.slice(0, 1).toUpperCase()}
          </Avatar>
        </UnstyledButton>
      </MenuTarget>
      <MenuDropdown>
        <MenuLabel style={{ overflowWrap: "anywhere" }}>{email}</MenuLabel>
        <MenuItem leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          Sign out
        </MenuItem>
      </MenuDropdown>
    </Menu>
  );
}
