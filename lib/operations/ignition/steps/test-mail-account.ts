import { emailsLeave } from "@/lib/outreach/mailbox/emails-leave";
import { testMailAccount as testAccount } from "@/lib/outreach/mailbox/test-mail-account";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { isPublicAddress } from "../public-address";
import type { IgnitionStep } from "../step";

export const testMailAccount: IgnitionStep = {
  name: "test_mail_account",
  title: "Mail account tested",
  status: "pending",
  timeoutSeconds: 60,
  advice: "Correct the mail account in the onboarding and test it there, then launch again.",

  run: async (ctx) => {
    const tests = await testAccount(ctx);
    const problems = tests.flatMap(({ ok, message }) => (ok ? [] : [message]));
    if (!isPublicAddress(appUrl()) && (await emailsLeave(ctx))) problems.push(unreachable());
    if (problems.length === 0) return {};
    throw new AppError("impossible", problems.join(" "), { code: "mail_account.not_working" });
  },

  undo: async () => ({}),
};

const unreachable = (): string =>
  `Unsubscribe links would point to ${appUrl()}, which recipients cannot open: set APP_URL to the public https address of this installation and restart it, or use the built-in test mailbox.`;
