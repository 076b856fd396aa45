import { beforeAll, expect, test } from "vitest";
import { inviteMail } from "@/lib/foundation/members/invite-mail";

const TOKEN = "ab".repeat(32);

beforeAll(() => {
  process.env.DATABASE_URL ??= "postgres://127.0.0.1/none";
  process.env.ENCRYPTION_MASTER_KEY ??= "0".repeat(64);
  process.env.APP_URL = "https://greenlight.example/";
});

const write = (change: Partial<Parameters<typeof inviteMail>[0]> = {}) =>
  inviteMail({
    workspace: "Acme",
    inviter: "ann@example.com",
    role: "admin",
    expiresAt: "2026-11-29T10:30:00.000Z",
    token: TOKEN,
    ...change,
  });

test("says who invites into what, as what, until when, where to click, and what to do if it was not expected", () => {
  const { subject, text, html } = write();
  expect(subject).toBe("ann@example.com invites you to Acme on Greenlight");
  for (const body of [text, html]) {
    expect(body).toContain("ann@example.com");
    expect(body).toContain("Acme");
    expect(body).toMatch(/an (<strong>)?admin(<\/strong>)?, who may do everything but give the workspace away/);
    expect(body).toContain("29 November 2026 at 10:30 UTC");
    expect(body).toContain(`https://greenlight.example/invites/${TOKEN}`);
    expect(body).toContain("Not expecting this? You can ignore this email");
  }
});

test.each(["owner", "admin", "member", "viewer"] as const)("says what a %s may do", (role) => {
  expect(write({ role }).text).toMatch(new RegExp(`You would be an? ${role}, who may `));
});

test("a workspace's name cannot write HTML, another header, or another line", () => {
  const workspace = `<img src=x onerror="alert('1')">&\r\nBcc: evil@example.com\u2028\u202etxet`;
  const { subject, text, html } = write({ workspace });
  expect(html).not.toMatch(/<img|onerror="/);
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp; Bcc: evil@example.com txet");
  expect(subject).not.toMatch(/[\r\n\u2028\u202e]/);
  expect(text).not.toMatch(/\nBcc:|\u202e/);
});

test("a long name is cut in the subject, between characters", () => {
  const { subject } = write({ workspace: "🚀".repeat(200) });
  expect(subject.isWellFormed()).toBe(true);
  expect(subject).toBe(`ann@example.com invites you to ${"🚀".repeat(80)} on Greenlight`);
});
