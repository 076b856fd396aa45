import { globSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import {
  toChanges,
  valuesOf,
} from "@/app/(app)/companies/[projectId]/campaigns/[campaignId]/_components/campaign-form";
import { isOfTypes, kindOf, LEDGER_KINDS } from "@/app/_ui/ledger-kinds";
import { brandBody, brandValues } from "@/app/(app)/companies/[projectId]/onboarding/_components/brand-values";
import {
  accountBody,
  accountValues,
  imapHostOf,
  missingLogin,
  portFor,
  presetOf,
  PRESETS,
  replyBody,
  replyValues,
} from "@/app/(app)/companies/[projectId]/onboarding/_components/mail-account-values";
import { UpdateCampaign, type Campaign } from "@/lib/outreach/campaigns/schemas";
import { SaveBrand } from "@/lib/company/profile/schemas";
import { SaveMailAccount, SaveReplyMailbox } from "@/lib/outreach/mailbox/schemas";
import type { Project } from "@/lib/company/projects/schemas";

const project: Project = {
  id: "0b8a1f0e-6a1e-4b7e-9f43-0d3c0f7d0a01",
  workspace_id: "0b8a1f0e-6a1e-4b7e-9f43-0d3c0f7d0a02",
  name: "Northwind",
  idea: "Bread for offices",
  website: "https://northwind.example",
  is_sample: false,
  created_at: "2026-11-21T12:00:00Z",
};

const campaign: Campaign = {
  id: "0b8a1f0e-6a1e-4b7e-9f43-0d3c0f7d0a03",
  campaign_group_id: "0b8a1f0e-6a1e-4b7e-9f43-0d3c0f7d0a04",
  name: "First campaign",
  status: "active",
  mail_provider: "smtp",
  review_mode: "every",
  stop_company_on_reply: false,
  workflows: [],
  daily_limit: null,
  send_window: null,
  step_delays_days: [0, 3, 4],
  failure: null,
  pause_reason: null,
  archived_at: null,
  created_at: "2026-11-21T12:00:00Z",
};

test("the first onboarding begins with what the founder has said already", () => {
  expect(brandValues(project, null)).toMatchObject({
    company_name: "Northwind",
    description: "Bread for offices",
    sender_name: "",
  });
});

test("the brand form sends exactly the fields of the API, and ignores blank lines among the services", () => {
  const values = {
    ...brandValues(project, null),
    services: "Bread\n\n  Catering ",
    sender_name: "Ada",
    sender_email: "ada@northwind.example",
    postal_address: "Mill Lane 4\n1010 Vienna",
  };
  expect(SaveBrand.parse(brandBody(values)).services).toEqual(["Bread", "Catering"]);
});

test("the mail account form sends what the API takes, and nothing typed when the test mailbox is used", () => {
  const values = { host: "smtp.example.com", port: "465", secure: "tls", user: "ada", password: "secret" };
  expect(SaveMailAccount.parse(accountBody(values, false))).toMatchObject({ data: { port: 465, secure: true } });
  expect(accountBody(values, true)).toEqual({ type: "smtp", use_test_mailbox: true });
});

test("no encryption is what a founder chose by that word, and TLS from the first byte contradicts it", () => {
  const values = { host: "smtp.example.com", port: "25", secure: "none", user: "ada", password: "secret" };
  const chosen = SaveMailAccount.parse(accountBody(values, false));
  expect(chosen).toMatchObject({ data: { secure: false, encryption: "none" } });
  expect(accountBody({ ...values, secure: "starttls" }, false)).toMatchObject({ data: { encryption: "required" } });
  const both = { type: "smtp", data: { ...values, port: 465, secure: true, encryption: "none" } };
  expect(SaveMailAccount.safeParse(both).error?.issues[0]?.path).toEqual(["data", "encryption"]);
});

test("a saved account shows its server and never its login", () => {
  const masked = {
    preview: "smtp.example.com · a•••@x.org",
    host: "smtp.example.com",
    port: 2525,
    secure: false,
    user: "a•••@x.org",
  };
  const saved = {
    credential_id: project.id,
    provider: "smtp" as const,
    use_test_mailbox: false,
    masked,
    saved_at: project.created_at,
    test: null,
  };
  expect(accountValues(saved)).toEqual({
    host: "smtp.example.com",
    port: 2525,
    secure: "starttls",
    user: "",
    password: "",
  });
});

test("replies are read from the same provider with the same login, unless another was typed", () => {
  const values = { ...accountValues(null), ...replyValues(null), host: "smtp.example.com", user: "jo", password: "pw" };
  expect(replyBody(values)).toMatchObject({ data: { host: "imap.example.com", port: 993, secure: true, user: "jo" } });
  const own = {
    ...values,
    same_login: false,
    reply_host: "mail.example.net",
    reply_user: "other",
    reply_password: "x",
  };
  expect(replyBody(own)).toMatchObject({ data: { host: "mail.example.net", user: "other", password: "x" } });
  expect(Object.keys(missingLogin({ ...own, reply_password: "" }))).toEqual(["reply_password"]);
});

test.each(PRESETS)("the servers that the preset for $label fills in are taken by both servers' schemas", (preset) => {
  const values = {
    ...accountValues(null),
    ...replyValues(null),
    ...preset.smtp,
    ...preset.imap,
    user: "jo",
    password: "pw",
  };
  expect(SaveMailAccount.safeParse(accountBody(values, false)).success).toBe(true);
  expect(SaveReplyMailbox.safeParse(replyBody(values)).success).toBe(true);
  expect([presetOf(values)?.id, imapHostOf(values.host)]).toEqual([preset.id, preset.imap.reply_host]);
});

test("the port follows the kind of security until somebody types another", () => {
  expect([portFor("tls", 587), portFor("starttls", 465), portFor("tls", 2525)]).toEqual([465, 587, 2525]);
});

test("a login that is missing is said field by field", () => {
  expect(Object.keys(missingLogin({ host: " ", port: 587, secure: "tls", user: "a", password: "" }))).toEqual([
    "host",
    "password",
  ]);
});

test("campaign settings: empty fields mean none of its own", () => {
  const values = valuesOf(campaign, null);
  expect(UpdateCampaign.parse(toChanges(values))).toMatchObject({
    daily_limit: null,
    send_window: null,
    step_delays_days: [0, 3, 4],
  });
  expect(toChanges({ ...values, own_window: true, daily_limit: 20 })).toMatchObject({
    daily_limit: 20,
    send_window: values.send_window,
  });
});

test("a ledger line has a plain kind, the first that fits, and an unknown one the words of its type", () => {
  expect(
    ["ignition.step_done", "email.opted_out", "email.sent", "leads.imported", "new_thing.was_seen"].map(kindOf),
  ).toEqual(["Launch", "Opt-outs", "Emails", "Leads", "new thing was seen"]);
  expect(new Set(LEDGER_KINDS.map(({ label }) => label)).size).toBe(LEDGER_KINDS.length);
  expect(isOfTypes("leads_extra.added", ["leads."])).toBe(false);
});

test("each event of the product belongs to a kind", async () => {
  const files = globSync("lib/*/*/events.ts");
  const modules = (await Promise.all(files.map((file) => import(resolve(file))))) as Record<string, unknown>[];
  const types = modules
    .flatMap((module) => Object.values(module))
    .flatMap((value) => (isEvent(value) ? [value.type] : []));
  expect(types.length).toBeGreaterThan(90);
  const all = LEDGER_KINDS.flatMap((kind) => kind.types);
  expect(types.filter((type) => !isOfTypes(type, all))).toEqual([]);
});

const isEvent = (value: unknown): value is { type: string } =>
  typeof value === "object" && value !== null && "announced" in value && "type" in value;
