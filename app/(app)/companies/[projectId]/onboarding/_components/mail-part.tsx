"use client";

import type { OnboardingDraft } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { MailAccountForm } from "./mail-account-form";
import type { Saved } from "./saved";
import { SendingDomain } from "./sending-domain";

type Props = {
  project: Project;
  saved: Saved;
  draft: OnboardingDraft | null;
  /** Saved, and not working yet. */
  onKept: () => Promise<void>;
  onSaved: () => Promise<void>;
};

/** The account that sends, and the domain that its emails come from. */
export function MailPart({ project, saved, draft, onKept, onSaved }: Props) {
  const domain = domainOf(saved);
  return (
    <>
      <MailAccountForm
        project={project}
        saved={saved.mail}
        replies={saved.replies}
        offers={saved.mailOffers}
        draft={draft}
        onKept={onKept}
        onSaved={onSaved}
      />
      {domain !== null && <SendingDomain key={domain} project={project} domain={domain} />}
    </>
  );
}

/** Null while nothing leaves this machine: the built-in test mailbox needs no records. */
const domainOf = ({ brand, mail }: Saved): string | null =>
  brand === null || mail === null || mail.use_test_mailbox
    ? null
    : brand.sender_email.slice(brand.sender_email.lastIndexOf("@") + 1);
