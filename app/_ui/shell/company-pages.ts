import {
  IconBox,
  IconBrain,
  IconMap2,
  IconInbox,
  IconChecklist,
  IconClipboardList,
  IconCreditCard,
  IconLayoutDashboard,
  IconListCheck,
  IconMailbox,
  IconMessageCircle,
  IconMessages,
  IconMoon,
  IconNotebook,
  IconPhoto,
  IconPlug,
  IconProgress,
  IconReceipt,
  IconRepeat,
  IconRocket,
  IconSend,
  IconSettings,
  IconSunHigh,
  IconUsers,
  IconUsersGroup,
  IconWorldUpload,
} from "@tabler/icons-react";

type Entry = { path: string; label: string; icon: typeof IconInbox };
export type PageGroup = { title: string; pages: readonly Entry[] };

/** The pages of a company as its founder thinks of them: the first group needs no heading, and stands at a phone's lower edge. */
export const PAGE_GROUPS: readonly [PageGroup, ...PageGroup[]] = [
  {
    title: "Every day",
    pages: [
      { path: "", label: "Today", icon: IconSunHigh },
      { path: "/chat", label: "Chat", icon: IconMessageCircle },
      { path: "/approvals", label: "Approvals", icon: IconChecklist },
    ],
  },
  {
    title: "Outreach",
    pages: [
      { path: "/campaigns", label: "Campaigns", icon: IconSend },
      { path: "/leads", label: "Leads", icon: IconUsers },
      { path: "/replies", label: "Replies", icon: IconMessages },
      { path: "/test-mailbox", label: "Test mailbox", icon: IconMailbox },
    ],
  },
  {
    title: "Company",
    pages: [
      { path: "/plan", label: "Plan", icon: IconMap2 },
      { path: "/tasks", label: "Tasks", icon: IconClipboardList },
      { path: "/night-shift", label: "Night shift", icon: IconMoon },
      { path: "/recurring", label: "Recurring", icon: IconRepeat },
      { path: "/mail", label: "Mail", icon: IconInbox },
      { path: "/memory", label: "Memory", icon: IconBrain },
      { path: "/work", label: "Work", icon: IconProgress },
      { path: "/files", label: "Files", icon: IconPhoto },
      { path: "/publishing", label: "Publishing", icon: IconWorldUpload },
      { path: "/receipts", label: "Receipts", icon: IconReceipt },
    ],
  },
  {
    title: "Numbers",
    pages: [
      { path: "/dashboard", label: "Dashboard", icon: IconLayoutDashboard },
      { path: "/ledger", label: "Ledger", icon: IconNotebook },
    ],
  },
  {
    title: "Setup",
    pages: [
      { path: "/onboarding", label: "Onboarding", icon: IconListCheck },
      { path: "/launch", label: "Launch", icon: IconRocket },
      { path: "/integrations", label: "Integrations", icon: IconPlug },
      { path: "/members", label: "Members", icon: IconUsersGroup },
      { path: "/billing", label: "Plan and billing", icon: IconCreditCard },
      { path: "/runtime", label: "Runtime", icon: IconBox },
      { path: "/settings", label: "Settings", icon: IconSettings },
    ],
  },
];

export type CompanyPage = Entry;

/** The pages that not every installation has. */
export type Installed = {
  ledger: boolean;
  testMailbox: boolean;
  integrations: boolean;
  mail: boolean;
  recurring: boolean;
  context: boolean;
  runtimes: boolean;
};

export const NOT_INSTALLED: Omit<Installed, "ledger"> = {
  testMailbox: false,
  integrations: false,
  mail: false,
  recurring: false,
  context: false,
  runtimes: false,
};

export const isShown = (
  { path }: { path: string },
  { ledger, testMailbox, integrations, mail, recurring, context, runtimes }: Installed,
): boolean =>
  (ledger || path !== "/ledger") &&
  (testMailbox || path !== "/test-mailbox") &&
  (integrations || path !== "/integrations") &&
  (mail || path !== "/mail") &&
  (recurring || path !== "/recurring") &&
  (context || path !== "/context") &&
  (runtimes || path !== "/runtime");

type Where = { path: string; base: string; pathname: string };

/** Whether one is on a page of the company, or below it. */
export const isCurrent = ({ path, base, pathname }: Where): boolean =>
  pathname === base + path || (path !== "" && pathname.startsWith(`${base}${path}/`));
