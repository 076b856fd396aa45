import { matching, type Files, type Rule } from "./repository";

const MIGRATIONS = /^supabase\/migrations\/.*\.sql$/;
const STORE = /^lib\/[^/]+\/[^/]+\/store[^/]*\.ts$/;
const OWNER = /comment on (?:table|view) (?:public|genesis|private)\.(\w+) is\s+'Owner: ([a-z-]+)/g;

/** `<domain> <table>` of another domain: why its store names it all the same. `metrics` may read everything. */
const FOREIGN: Record<string, string> = {
  "access user_workspaces": "whether a person may enter is decided in one read, before any other domain is entered",
  "access workspaces": "whether a workspace is frozen is part of that read",
  "access workspace_keys": "a stream that a key opened ends when the key does",
  "access workspace_webhook_tokens": "a stream that a webhook token opened ends when the token does",
  "credentials workspaces": "a key or token says which workspace is meant, and whether it is frozen, in one read",
  "drafts sequence_emails":
    "a draft is the email that will be sent, one row from its first text to its outcome, so that none is sent twice",
  "drafts draft_failures": "leads without drafts are shown among the drafts, with their recipient",
  "drafts leads": "a draft is shown with its recipient",
  "events campaign_groups": "an event names its group by id or not at all; asked in each commit",
  "events campaigns": "an event names its campaign by id or by name; asked in each commit",
  "events infrastructure_config":
    "the day of an event is that of the workspace's time zone, in the statement that stores it",
  "governance campaigns": "a freeze reaches every workflow that a campaign's rows name",
  "governance email_events": "the proof of a freeze counts what other domains did after it",
  "governance held_jobs": "the proof of a freeze counts what waits for its end",
  "governance ignition_state": "a freeze reaches every workflow that the launch's rows name",
  "governance projects": "the administrators' list of workspaces counts their companies",
  "governance sequence_emails": "the proof of a freeze counts what was handed over and has no outcome",
  "governance user_workspaces": "the administrators' list of workspaces counts their members",
  "governance workspaces": "the administrators' view begins with the workspaces",
  "leads suppressions": "the list of leads finds those that may not be emailed",
  "leads sequence_emails": "the list of leads finds those that are not started, in a sequence or finished",
  "ledger projects": "a workspace's own events go to the ledger of its first company",
  "members projects": "a new member is led to the workspace's first company",
  "members workspaces": "an invitation shows the workspace's name, and changes of members queue up at its row",
  "profile infrastructure_config":
    "the time zone is saved with the sending window, and days are counted below the onboarding",
  "projects user_workspaces": "which companies a person sees follows from their memberships",
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
  "spending infrastructure_config":
    "the day of a cost is that of the workspace's time zone, in the statement that stores it",
  "spending workspaces": "the plan, which decides the limit, is a column of the workspace",
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
