import { randomUUID } from "node:crypto";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import type { Place } from "@/lib/http/openapi/operation";
import { receiveEvents } from "@/lib/metering/events/receive-events";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import type { UserCtx } from "@/lib/platform/ctx";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { KEY_SCOPES } from "@/lib/foundation/access/roles";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { campaignIn } from "../../../factories/campaigns";
import type { UnknownWorld } from "../../outreach/sequence/unknown-world";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { ReplyReport } from "@/lib/contracts/engine-replies";
import { receiveReply } from "@/lib/metering/events/receive-reply";
import { writeAnswer } from "@/lib/outreach/replies/write-answer";
import { raw } from "../../outreach/replies/replies-world";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { addMailbox } from "@/lib/outreach/mailbox/add-mailbox";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { removeMailbox } from "@/lib/outreach/sequence/remove-mailbox";
import { BRAND, claimed, draftedPerson } from "../../outreach/email-world";
import { MEMORY_PREPARATIONS } from "./memory-scene";
import { NIGHTSHIFT_PREPARATIONS } from "./nightshift-scene";
import { PLAN_PREPARATIONS } from "./plan-scene";
import { PROPOSAL_PREPARATIONS } from "./proposal-scene";
import { RECURRING_PREPARATIONS } from "./recurring-scene";
import { WATCHDOG_PREPARATIONS } from "./watchdog-scene";
import { createStaff, invited, type Staff } from "../../foundation/members/members-world";

/** A company of which everything exists that the examples name, the credentials their commands ask for, and who is signed in. */
export type Scene = {
  place: Partial<Place>;
  credentials: Record<string, string>;
  person: UserCtx["user"];
};

type Preparation = (world: UnknownWorld, staff: Staff) => Promise<{ place: Partial<Place>; person?: UserCtx["user"] }>;

const withCampaign =
  (status: "draft" | "active"): Preparation =>
  async (world, staff) => ({ place: { campaignId: (await campaignIn(world, staff, status)).campaignId } });

const withInvite: Preparation = async (world, staff) => {
  const { invite, token, user } = await invited(world, staff.owner);
  return { place: { inviteId: invite.id, inviteToken: token }, person: user.user };
};
const asOwner =
  (prepare: Preparation): Preparation =>
  async (world, staff) => ({ ...(await prepare(world, staff)), person: staff.founder.user });

const withNotification: Preparation = async (_world, { owner }) => {
  const event = { contact_email: "linus@example.org", event_type: "bounced", idempotency_key: randomUUID() };
  await receiveEvents(owner, event);
  const [first] = (await listNotifications(owner, { limit: 1 })).data;
  return { place: { notificationId: first?.id ?? "" } };
};

const withImport: Preparation = async (_world, { owner }) => {
  const importId = randomUUID();
  const bytes = new TextEncoder().encode("Email,First name\nada@example.org,Ada\n");
  await importLeads(owner, { file: { name: "leads.csv", bytes }, import_id: importId });
  return { place: { importId } };
};

const withClaim =
  (status: "claimed" | "unknown"): Preparation =>
  async (world, staff) => {
    await saveMailAccount(staff.owner, { type: "smtp", use_test_mailbox: true });
    const person = await draftedPerson(world, staff);
    return { place: await claimed(world, { leadId: person.leadId, step: 1, status, minutesAgo: 1 }) };
  };
const withLead: Preparation = async (world, staff) => {
  const { campaignId, leadId } = await draftedPerson(world, staff);
  return { place: { campaignId, leadId } };
};

/** A person answered an email; `written`: so did the company, in a draft. */
const withThread =
  (written: boolean): Preparation =>
  async (world, staff) => {
    await saveBrand(staff.owner, BRAND);
    const { leadId, email } = await draftedPerson(world, staff);
    await claimed(world, { leadId, step: 1, status: "sent", minutesAgo: 1 });
    const report = ReplyReport.parse({ raw: raw({ from: email, text: "Yes, call me", id: `<re-${email}>` }) });
    const threadId = (await receiveReply(staff.owner, report)).thread_id ?? "";
    const answer = written ? await writeAnswer(staff.owner, { threadId, text: "Shall we say ten?" }) : undefined;
    return { place: { threadId, ...(answer && { draftId: answer.id, draftHash: answer.hash }) } };
  };

const withMailbox =
  (removed: boolean): Preparation =>
  async (_world, { owner }) => {
    await saveBrand(owner, BRAND);
    await saveMailAccount(owner, { type: "smtp", use_test_mailbox: true });
    const sender = { sender_name: "Ada", sender_email: "ada@engines.example", daily_limit: 40 };
    const { mailbox } = await addMailbox(owner, { ...sender, account: { type: "smtp", use_test_mailbox: true } });
    if (removed) await removeMailbox(owner, { mailbox });
    return { place: { mailbox: String(mailbox) } };
  };

/** Its emails reach people, and may be answered. */
const withServer: Preparation = async (world, staff) => {
  const prepared = await withMailbox(false)(world, staff);
  await world.admin.query(
    "update genesis.email_provider_config set uses_test_mailbox = false where workspace_id = $1",
    [staff.workspaceId],
  );
  return prepared;
};

const withDraft: Preparation = async (world, staff) => {
  await saveBrand(staff.owner, BRAND);
  const { campaignId } = await draftedPerson(world, staff);
  const [draft] = (await listDrafts(staff.owner, { campaignId, step: 1, limit: 1 })).data;
  return { place: { campaignId, draftId: draft?.id ?? "", draftHash: draft?.hash ?? "" } };
};

/** The fixtures that an operation's examples need, beside the company and its people. */
const PREPARATIONS: Record<string, Preparation> = {
  "GET /api/campaigns": withCampaign("draft"),
  "GET /api/campaign-groups": withCampaign("draft"),
  "GET /api/campaigns/[campaignId]": withCampaign("draft"),
  "PATCH /api/campaigns/[campaignId]": withCampaign("draft"),
  "POST /api/campaigns/[campaignId]/activate": withCampaign("draft"),
  "GET /api/campaigns/[campaignId]/audience": withCampaign("draft"),
  "PUT /api/campaigns/[campaignId]/audience": withCampaign("draft"),
  "GET /api/campaigns/[campaignId]/forecast": withCampaign("active"),
  "POST /api/campaigns/[campaignId]/archive": withCampaign("draft"),
  "POST /api/campaigns/[campaignId]/complete": withCampaign("active"),
  "DELETE /api/campaigns/[campaignId]": withCampaign("draft"),
  "POST /api/campaigns/[campaignId]/retry-failed": withCampaign("active"),
  "POST /api/campaigns/[campaignId]/pause": withCampaign("active"),
  "POST /api/campaigns/[campaignId]/repair": withCampaign("active"),
  "POST /api/campaigns/[campaignId]/run-now": withCampaign("active"),
  "GET /api/campaigns/[campaignId]/drafts": withDraft,
  "GET /api/campaigns/[campaignId]/sequence": withCampaign("draft"),
  "PUT /api/campaigns/[campaignId]/sequence": withCampaign("draft"),
  "POST /api/campaigns/[campaignId]/sequence/preview": withDraft,
  "POST /api/campaigns/[campaignId]/sequence/test": withDraft,
  "POST /api/campaigns/[campaignId]/drafts/decide": withDraft,
  "GET /api/campaigns/[campaignId]/unwritten-leads": withCampaign("draft"),
  "POST /api/campaigns/[campaignId]/unwritten-leads/retry": withCampaign("draft"),
  "GET /api/drafts/[draftId]": withDraft,
  "PATCH /api/drafts/[draftId]": withDraft,
  "POST /api/drafts/[draftId]/regenerate": withDraft,
  "POST /api/drafts/[draftId]/test-send": withDraft,
  "GET /api/mailboxes": withMailbox(false),
  "POST /api/mailboxes": withMailbox(false),
  "PATCH /api/mailboxes/[mailbox]": withMailbox(false),
  "DELETE /api/mailboxes/[mailbox]": withMailbox(false),
  "POST /api/mailboxes/[mailbox]/test": withMailbox(false),
  "PUT /api/mailboxes/[mailbox]/replies": withMailbox(false),
  "PUT /api/mailboxes/[mailbox]/reply-account": withServer,
  "DELETE /api/mailboxes/[mailbox]/reply-account": withMailbox(false),
  "DELETE /api/mailboxes/[mailbox]/guardrail": withMailbox(false),
  "POST /api/mailboxes/[mailbox]/people": withMailbox(true),
  "GET /api/replies/[threadId]": withThread(false),
  "POST /api/replies/[threadId]/label": withThread(false),
  "POST /api/replies/[threadId]/read": withThread(false),
  "POST /api/replies/[threadId]/assign": withThread(false),
  "POST /api/replies/[threadId]/stop": withThread(false),
  "POST /api/replies/[threadId]/resume": withThread(false),
  "POST /api/replies/[threadId]/answer": withThread(false),
  "POST /api/replies/[threadId]/answer/approve": withThread(true),
  ...PROPOSAL_PREPARATIONS,
  ...WATCHDOG_PREPARATIONS,
  ...RECURRING_PREPARATIONS,
  ...MEMORY_PREPARATIONS,
  ...NIGHTSHIFT_PREPARATIONS,
  ...PLAN_PREPARATIONS,
  "POST /api/engine/claims": withCampaign("draft"),
  "POST /api/engine/claims/[claimId]/confirm": withClaim("claimed"),
  "POST /api/engine/claims/[claimId]/outcome": withClaim("claimed"),
  "POST /api/engine/claims/[claimId]/send": withClaim("unknown"),
  "POST /api/engine/leads-to-prepare": withCampaign("draft"),
  "POST /api/engine/leads-to-research": withCampaign("draft"),
  "POST /api/engine/drafts": withLead,
  "POST /api/engine/research": withLead,
  "POST /api/engine/sources": withLead,
  "GET /api/notifications": withNotification,
  "POST /api/notifications/read": withNotification,
  "GET /api/leads": withImport,
  "GET /api/leads/[leadId]": withLead,
  "GET /api/leads/[leadId]/why-not": withLead,
  "GET /api/leads/[leadId]/research": withLead,
  "POST /api/leads/[leadId]/research": withLead,
  "PATCH /api/leads/[leadId]": withLead,
  "DELETE /api/leads/[leadId]": withLead,
  "POST /api/leads/bulk": withLead,
  "GET /api/lead-lists": withImport,
  "GET /api/leads/imports/[importId]": withImport,
  "DELETE /api/leads/imports/[importId]": withImport,
  "POST /api/leads/imports/[importId]/cancel": withImport,
  "GET /api/unknown-sends": async (world, staff) => ({ place: { claimId: (await world.unknown(staff)).claimId } }),
  "POST /api/unknown-sends": async (world, staff) => ({ place: { claimId: (await world.unknown(staff)).claimId } }),
  "GET /api/workspaces/[workspaceId]/invites": asOwner(withInvite),
  "DELETE /api/workspaces/[workspaceId]/invites/[inviteId]": asOwner(withInvite),
  "POST /api/workspaces/[workspaceId]/invites/[inviteId]/resend": asOwner(withInvite),
  "POST /api/invites/accept": withInvite,
  "POST /api/workspaces/[workspaceId]/leave": async (_world, { member }) => ({ place: {}, person: member.user.user }),
};

/** Whether the operation's examples need anything beside the company and its people. */
export const isPrepared = (operation: string): boolean => operation in PREPARATIONS;

export async function createScene(world: UnknownWorld, operation: string): Promise<Scene> {
  const staff = await createStaff(world);
  const { workspaceId, projectId, owner } = staff;
  const prepared = await PREPARATIONS[operation]?.(world, staff);
  const key = await createKey(owner, { name: "Everything", scopes: [...KEY_SCOPES], expires_in_days: 1 });
  return {
    place: {
      workspaceId,
      projectId,
      userId: staff.ownerId,
      colleagueId: staff.member.userId,
      keyId: key.id,
      importId: randomUUID(),
      ...prepared?.place,
    },
    credentials: {
      GREENLIGHT_TOKEN: (await rotateWebhookToken(owner, { overlap_hours: 0 })).token,
      GREENLIGHT_PROJECT_KEY: (await rotateProjectKey(owner, { projectId, kind: "secret" })).key,
      GREENLIGHT_API_KEY: key.key,
      GREENLIGHT_SESSION: "checked-by-the-identity-provider",
    },
    person: prepared?.person ?? staff.founder.user,
  };
}
