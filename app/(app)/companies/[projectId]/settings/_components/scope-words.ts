import type { Feature } from "@/lib/platform/features";
import type { Permission } from "@/lib/platform/permissions";

export type ScopeWord = { scope: Permission; label: string };
/** One with a feature is offered while that is on. */
export type ScopeGroup = { title: string; feature?: Feature; scopes: ScopeWord[] };

/** Every scope a key can have, by what it is about, in words of the person who makes it. */
export const SCOPE_GROUPS: ScopeGroup[] = [
  {
    title: "Leads",
    scopes: [
      { scope: "leads.read", label: "Read the leads" },
      { scope: "leads.write", label: "Import and change leads" },
    ],
  },
  {
    title: "Campaigns",
    scopes: [
      { scope: "campaigns.read", label: "Read campaigns and their progress" },
      { scope: "campaigns.write", label: "Create, change, start and pause campaigns" },
      { scope: "drafts.read", label: "Read the drafts of campaigns" },
    ],
  },
  {
    title: "Email",
    scopes: [
      { scope: "email.read", label: "Read the do-not-contact list and sends in doubt" },
      { scope: "email.write", label: "Add to the do-not-contact list, decide sends in doubt" },
    ],
  },
  {
    title: "Numbers",
    scopes: [{ scope: "metrics.read", label: "Read the dashboard and the costs" }],
  },
  {
    title: "Ledger",
    feature: "ledger",
    scopes: [{ scope: "ledger.read", label: "Read and follow the ledger" }],
  },
  {
    title: "Events and costs",
    scopes: [
      { scope: "ingestion.read", label: "Read reported events and costs" },
      { scope: "ingestion.write", label: "Report events and costs" },
    ],
  },
  {
    title: "Notifications",
    scopes: [
      { scope: "notifications.read", label: "Read notifications" },
      { scope: "notifications.write", label: "Mark notifications as read" },
    ],
  },
  {
    title: "Onboarding and launch",
    scopes: [
      { scope: "onboarding.read", label: "Read the onboarding" },
      { scope: "onboarding.write", label: "Fill in the onboarding" },
      { scope: "ignition.read", label: "Read how far a launch is" },
      { scope: "ignition.launch", label: "Launch and cancel a launch" },
    ],
  },
  {
    title: "Company",
    scopes: [
      { scope: "projects.read", label: "Read the company" },
      { scope: "projects.write", label: "Change the company" },
      { scope: "workspace.read", label: "Read the workspace" },
      { scope: "workspace.write", label: "Change the workspace" },
      { scope: "members.read", label: "Read who is a member" },
      { scope: "keys.read", label: "Read the list of keys, never the keys" },
    ],
  },
  {
    title: "Integrations",
    feature: "integrations",
    scopes: [
      { scope: "integrations.read", label: "Read which integrations are connected" },
      { scope: "integrations.write", label: "Connect and disconnect integrations" },
    ],
  },
  {
    title: "Approvals",
    scopes: [
      { scope: "approvals.read", label: "Read proposals and receipts" },
      { scope: "approvals.write", label: "Propose actions; only a person decides" },
    ],
  },
  {
    title: "Tasks",
    scopes: [
      { scope: "tasks.read", label: "Read tasks" },
      { scope: "tasks.write", label: "Create and move tasks" },
    ],
  },
  {
    title: "Plan",
    scopes: [
      { scope: "plan.read", label: "Read the plan" },
      { scope: "plan.write", label: "Draft and change the plan" },
    ],
  },
  {
    title: "Chat and night shift",
    scopes: [
      { scope: "chat.read", label: "Read the chat and what its model is told" },
      { scope: "nightshift.read", label: "Read the night shift's recommendations" },
      { scope: "nightshift.write", label: "Run the night shift and change its settings" },
    ],
  },
  {
    title: "Recurring tasks",
    scopes: [
      { scope: "recurring.read", label: "Read recurring tasks and their runs" },
      { scope: "recurring.write", label: "Create, change and run recurring tasks" },
    ],
  },
  {
    title: "Memory",
    scopes: [
      { scope: "memory.read", label: "Read what is remembered" },
      { scope: "memory.write", label: "Propose and forget what is remembered; only a person confirms" },
    ],
  },
  {
    title: "Assets",
    scopes: [
      { scope: "assets.read", label: "Read assets" },
      { scope: "assets.write", label: "Upload and remove assets" },
    ],
  },
];

const WORDS = SCOPE_GROUPS.flatMap(({ scopes }) => scopes);
const isReading = (scope: Permission): boolean => scope.endsWith(".read");

export type Access = "read" | "full" | "custom";
const NAMES = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** The choices of a new key, each with the subjects that it includes out of those that are offered here. */
export function accessChoices(
  groups: readonly ScopeGroup[],
): readonly { value: Access; label: string; description: string }[] {
  const subjects = NAMES.format(groups.map(({ title }) => title.toLowerCase()));
  return [
    { value: "read", label: "Read only", description: `Changes nothing. Reads ${subjects}.` },
    {
      value: "full",
      label: "Full access",
      description: `Everything a key may do with ${subjects}. No key changes members, keys or a sequence, or approves an email.`,
    },
    { value: "custom", label: "Custom", description: "Only what you choose: as little as the script needs." },
  ];
}

/** The scopes of a new key out of the groups that are offered here. */
export function scopesOf(groups: readonly ScopeGroup[], access: Access, chosen: readonly Permission[]): Permission[] {
  if (access === "custom") return [...chosen];
  const all = groups.flatMap(({ scopes }) => scopes.map(({ scope }) => scope));
  return access === "full" ? all : all.filter(isReading);
}

export const ALL_SCOPES: Permission[] = WORDS.map(({ scope }) => scope);
export const READ_SCOPES: Permission[] = ALL_SCOPES.filter(isReading);

const sameAs = (scopes: readonly string[], others: readonly string[]): boolean =>
  scopes.length === others.length && others.every((scope) => scopes.includes(scope));

/** As many as are read at a glance. */
export const FEW = 3;

/** The permissions of a key, as briefly as possible. */
export function summaryOf(scopes: readonly string[]): string {
  if (sameAs(scopes, ALL_SCOPES)) return "Everything a key may do";
  if (sameAs(scopes, READ_SCOPES)) return "Reads everything, changes nothing";
  return scopes.length <= FEW ? scopes.map(wordsOf).join(" · ") : `${scopes.length} permissions`;
}

export const wordsOf = (scope: string): string => WORDS.find((word) => word.scope === scope)?.label ?? scope;
