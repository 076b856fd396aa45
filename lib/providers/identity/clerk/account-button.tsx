"use client";

import { UserButton } from "@clerk/nextjs";
import { IconShieldLock } from "@tabler/icons-react";

/** The hosted account menu, with sign-out, and for a super admin the way to the administration. */
export const HostedAccountButton = ({ administers = false }: { administers?: boolean }) => (
  <UserButton>
    {administers && (
      <UserButton.MenuItems>
        <UserButton.Link label="Administration" labelIcon={<IconShieldLock size={16} aria-hidden />} href="/admin" />
      </UserButton.MenuItems>
    )}
  </UserButton>
);
