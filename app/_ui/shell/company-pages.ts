import {
  IconLayoutDashboard,
  IconListCheck,
  IconMailbox,
  IconMessages,
  IconNotebook,
  IconRocket,
  IconSend,
  IconSettings,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";

export const WORK = [
  { path: "", label: "Dashboard", icon: IconLayoutDashboard },
  { path: "/campaigns", label: "Campaigns", icon: IconSend },
  { path: "/leads", label: "Leads", icon: IconUsers },
  { path: "/replies", label: "Replies", icon: IconMessages },
  { path: "/test-mailbox", label: "Test mailbox", icon: IconMailbox },
  { path: "/ledger", label: "Ledger", icon: IconNotebook },
] as const;

export const SETUP = [
  { path: "/onboarding", label: "Onboarding", icon: IconListCheck },
  { path: "/launch", label: "Launch", icon: IconRocket },
  { path: "/members", label: "Members", icon: IconUsersGroup },
  { path: "/settings", label: "Settings", icon: IconSettings },
] as const;

export type CompanyPage = (typeof WORK | typeof SETUP)[number];

/** The pages that not every installation has. */
export type Installed = { ledger: boolean; testMailbox: boolean };

export const isShown = ({ path }: { path: string }, { ledger, testMailbox }: Installed): boolean =>
  (ledger || path !== "/ledger") && (testMailbox || path !== "/test-mailbox");
