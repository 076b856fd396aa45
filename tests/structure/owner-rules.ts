import { matching, type Files, type Rule } from "./repository";

const MIGRATIONS = /^supabase\/migrations\/.*\.sql$/;
const STORE = /^lib\/[^/]+\/[^/]+\/store[^/]*\.ts$/;
const OWNER = /comment on (?:table|view) (?:public|genesis|private)\.(\w+) is\s+'Owner: ([a-z-]+)/g;

const ONE_MOMENT = "the context of a company is one statement over many domains, so that its facts are of one moment";
const NIGHT = "the facts of a night are one read of the company at one position of its ledger";

/** `<domain> <table>` of another domain: why its store names it all the same. `metrics` may read everything. */
const FOREIGN: Record<string, string> = {
  "access user_workspaces": "whether a person may enter is decided in one read, before any other domain is entered",
  "access workspaces": "whether a workspace is frozen is part of that read",
  "access workspace_keys": "a stream that a key opened ends when the key does",
  "access workspace_webhook_tokens": "a stream that a webhook token opened ends when the token does",
  "approvals workspaces": "whether a freeze holds an approved action is read with its state, of one moment",
  "context agent_memory": ONE_MOMENT,
  "context approval_versions": ONE_MOMENT,
  "context approvals": ONE_MOMENT,
  "context brand_profiles": ONE_MOMENT,
  "context budget_ledger": ONE_MOMENT,
  "context campaign_groups": ONE_MOMENT,
  "context campaigns": ONE_MOMENT,
  "context daily_stats": ONE_MOMENT,
  "context deployments": ONE_MOMENT,
  "context inbound_email_messages": ONE_MOMENT,
  "context infrastructure_config": ONE_MOMENT,
  "context mail_threads": ONE_MOMENT,
  "context phase_packets": ONE_MOMENT,
  "context project_assets": ONE_MOMENT,
  "context project_daily_kpis": ONE_MOMENT,
  "context project_events": ONE_MOMENT,
  "context projects": ONE_MOMENT,
  "context receipts": ONE_MOMENT,
  "context recommendations": ONE_MOMENT,
  "context reply_threads": ONE_MOMENT,
  "context tasks": ONE_MOMENT,
  "context workspaces": ONE_MOMENT,
  "credentials workspaces": "a key or token says which workspace is meant, and whether it is frozen, in one read",
  "drafts sequence_emails":
    "a draft is the email that will be sent, one row from its first text to its outcome, so that none is sent twice",
  "drafts draft_failures": "leads without drafts are shown among the drafts, with their recipient",
  "drafts leads": "a draft is shown with its recipient",
  "events campaign_groups": "an event names its group by id or not at all; asked in each commit",
  "events campaigns": "an event names its campaign by id or by name; asked in each commit",
  "events infrastructure_config":
    "the day of an event is that of the workspace's time zone, in the statement that stores it",
  "fleet login_audit": "an alert about a machine is mailed to the administrators, who may be members nowhere",
  "fleet machines": "a machine that its vendor lost is an alert of the fleet, judged in the transaction of all alerts",
  "fleet compute_accounts": "so is a machine at the vendor that no row names",
  "fleet user_workspaces": "an administrator who never signed in by the audited door is reached as a member",
  "governance approvals": "the proof of a freeze counts the actions that it keeps from being carried out",
  "governance sandbox_test_runs": "the proof of a freeze counts the sandbox runs that it ends",
  "governance campaigns": "a freeze reaches every workflow that a campaign's rows name",
  "governance email_events": "the proof of a freeze counts what other domains did after it",
  "governance held_jobs": "the proof of a freeze counts what waits for its end",
  "governance ignition_operations": "the administrators' list of what launches left behind says why, in one statement",
  "governance ignition_state": "a freeze reaches every workflow that the launch's rows name",
  "governance projects": "the administrators' list of workspaces counts their companies",
  "governance sequence_emails": "the proof of a freeze counts what was handed over and has no outcome",
  "governance user_workspaces": "the administrators' list of workspaces counts their members",
  "governance workspaces": "the administrators' view begins with the workspaces",
  "ignition instances": "by which way emails leave depends on the ports that the workspace's machine can reach",
  "ignition machines": "a machine that was ordered reports those ports when it is set up, before its first heartbeat",
  "leads suppressions": "the list of leads finds those that may not be emailed",
  "leads sequence_emails": "the list of leads finds those that are not started, in a sequence or finished",
  "mail leads": "whether the company knows a sender is asked in one statement with what the message may stop",
  "mail project_email_identities": "a conversation is shown with the address it belongs to, and is matched by it",
  "mail suppressions":
    "no email of a company goes to an address on the do-not-contact list, asked in the transaction that claims it",
  "members projects": "a new member is led to the workspace's first company",
  "members workspaces": "an invitation shows the workspace's name, and changes of members queue up at its row",
  "nightshift approval_versions": NIGHT,
  "nightshift approvals": NIGHT,
  "nightshift campaign_groups": NIGHT,
  "nightshift campaigns": NIGHT,
  "nightshift daily_stats": NIGHT,
  "nightshift leads": NIGHT,
  "nightshift mail_account_checks": NIGHT,
  "nightshift mail_threads": NIGHT,
  "nightshift mailbox_pacing": NIGHT,
  "nightshift outbound_email_messages": NIGHT,
  "nightshift project_analytics_events": NIGHT,
  "nightshift project_daily_kpis": NIGHT,
  "nightshift project_events": NIGHT,
  "nightshift project_integration_states": NIGHT,
  "nightshift project_payment_events": NIGHT,
  "nightshift receipts": NIGHT,
  "nightshift reply_answers": NIGHT,
  "nightshift reply_threads": NIGHT,
  "nightshift sequence_emails": NIGHT,
  "profile infrastructure_config":
    "the time zone is saved with the sending window, and days are counted below the onboarding",
  "publishing project_runtime_instances":
    "where a site is published follows from where the company's work runs, asked at the moment of publishing",
  "publishing project_runtime_secrets": "the reference to the key of that application is part of that read",
  "projects user_workspaces": "which companies a person sees follows from their memberships",
  "receipts approvals": "the share of verified receipts is shown by who proposed the action, counted in one statement",
  "receipts tasks": "a receipt of a task is counted by who proposed that, in the same statement",
  "runtimes projects": "the administrators' list of attempts shows them with their company",
  "runtimes workspaces": "the administrators' list of attempts shows them with their workspace",
  "replies brand_profiles": "an answer quotes our footer, which must not decide what it means",
  "replies campaigns":
    "whether one reply holds a whole company is asked together with who that is; a list shows campaigns by name",
  "replies email_provider_config":
    "an answer leaves from its person's mailbox, and a message from one of our own addresses is no answer",
  "replies leads":
    "a message is matched to its person, and a list shows whether the sequence goes on, in one statement each",
  "replies sequence_emails": "a message is matched to the email that it answers, whose words must not decide",
  "replies suppressions": "a list of conversations shows who must not be contacted",
  "sequence brand_profiles": "the unsubscribe page names the company that mailed",
  "sequence campaigns": "what a workflow may prepare depends on its campaign",
  "sequence email_provider_config": "the sweep asks only those workspaces whose mailbox can be searched",
  "sequence leads": "a mail is found by its lead's address, which only that table has indexed",
  "sequence suppressions": "an email becomes due again only while its address is not suppressed",
  "sequence workspaces": "what a workflow may prepare depends on its workspace",
  "research leads": "what is looked up about a lead, and what is known of them, are the lead's own fields",
  "spending leads": "a call is booked on the address of the lead that it is about",
  "spending infrastructure_config":
    "the day of a cost is that of the workspace's time zone, in the statement that stores it",
  "spending workspaces": "the plan, which decides the limit, is a column of the workspace",
  "tracking sequence_emails":
    "a click leads only where a link of the email leads as it was handed out, and is judged by its delivery",
  "tracking workspaces": "the sweep checks hosts of active workspaces only",
  "watchdog campaigns": "what every campaign's row wants of n8n is read in one statement, at one moment",
  "watchdog ignition_state": "the sweep begins with the launched workspaces, and one of each n8n looks at all of it",
  "watchdog sequence_emails": "how long an ended campaign hears depends on its last email, in that statement",
  "watchdog workspaces": "a check of a frozen workspace begins with its freeze; administrators see workspaces by name",
  "website infrastructure_config":
    "the day of a visit is that of the workspace's time zone, in the statement that stores it",
  "workspaces user_workspaces": "a person's workspaces are those they are a member of",
};
const READS_EVERYTHING = "metrics";

/** The domain each table belongs to: of several comments the latest counts. */
function ownersOf(files: Files): Map<string, string> {
  const inOrder = matching(files, MIGRATIONS).toSorted(([a], [b]) => a.localeCompare(b));
  return new Map(inOrder.flatMap(([, sql]) => [...sql.matchAll(OWNER)].map(([, table = "", of = ""]) => [table, of])));
}

const BY_BUILDER = /(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\(\s*"(?:\w+\.)?(\w+)/g;
const BY_SQL = /\b(?:from|join|into|update)\s+(?:only\s+)?(?:(?:public|genesis|private)\.)?(\w+)/g;

function tablesIn(text: string): Set<string> {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, "$1");
  return new Set([BY_BUILDER, BY_SQL].flatMap((word) => [...code.matchAll(word)].map(([, table = ""]) => table)));
}

function foreignTables(files: Files): string[] {
  const owners = ownersOf(files);
  return matching(files, STORE).flatMap(([path, text]) => {
    const domain = path.split("/")[2] ?? "";
    if (domain === READS_EVERYTHING) return [];
    return [...tablesIn(text)]
      .filter((table) => owners.has(table) && owners.get(table) !== domain && !FOREIGN[`${domain} ${table}`])
      .map(
        (table) => `${path}: names ${table}, which belongs to ${owners.get(table)}; ask that domain, or give a reason`,
      );
  });
}

function ownersExist(files: Files): string[] {
  const domains = new Set([...files.keys()].map((path) => /^lib\/[^/]+\/([^/]+)\//.exec(path)?.[1]));
  return [...ownersOf(files)]
    .filter(([, owner]) => owner !== "http" && !domains.has(owner))
    .map(([table, owner]) => `${table} belongs to ${owner}, which is no domain`);
}

const COMMENT = "comment on table genesis.leads is 'Owner: leads. The people of a workspace.';";

export const OWNER_RULES: readonly Rule[] = [
  {
    name: "a store names tables of its own domain, or a foreign one with a reason",
    find: foreignTables,
    planted: {
      "supabase/migrations/20261121120000_create_leads.sql": COMMENT,
      "lib/company/assets/store.ts": 'await tx.db.selectFrom("genesis.leads").execute();',
    },
  },
  {
    name: "a foreign table in raw SQL is seen too",
    find: foreignTables,
    planted: {
      "supabase/migrations/20261121120000_create_leads.sql": COMMENT,
      "lib/company/assets/store.ts": "await sql`select l.email from genesis.leads l`.execute(tx.db);",
    },
  },
  {
    name: "every table belongs to a domain that exists",
    find: ownersExist,
    planted: { "supabase/migrations/20261121120000_create_leads.sql": COMMENT },
  },
];
