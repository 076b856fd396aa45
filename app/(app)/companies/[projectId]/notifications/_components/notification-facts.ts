import type { Notification } from "@/lib/foundation/notifications/schemas";

export type Facts = { excerpt: string | null; links: { href: string; label: string }[] };

/** The text of a notification and the pages it is about, by its type. */
export function factsOf({ type, data }: Notification, projectId: string): Facts {
  const textOf = (name: string): string | null => {
    const value = (data as Record<string, unknown> | null)?.[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const [email, campaign, mail] = [textOf("contact_email"), textOf("campaign_id"), textOf("mail_thread_id")];
  const base = `/companies/${projectId}`;
  const links: Facts["links"] = [];
  if (type.startsWith("budget.")) links.push({ href: `${base}#cost`, label: "See what it was spent on" });
  if (type.startsWith("billing.")) links.push({ href: `${base}/billing`, label: "See plan and billing" });
  if (type.startsWith("runtime.")) links.push({ href: `${base}/runtime`, label: "See the runtime" });
  if (type.startsWith("sending_domain."))
    links.push({ href: `${base}/onboarding?step=domain`, label: "See the DNS records" });
  if (type.startsWith("tracking_domain."))
    links.push({ href: `${base}/settings#tracking`, label: "See the tracking domain" });
  if (type.startsWith("reply_mailbox.")) links.push({ href: `${base}/settings#sending`, label: "See the mailboxes" });
  if (type.startsWith("credential.")) links.push({ href: `${base}/settings#services`, label: "See the keys" });
  if (mail) links.push({ href: `${base}/mail?thread=${mail}`, label: "Read the email" });
  if (email) links.push({ href: `${base}/leads?${new URLSearchParams({ q: email })}`, label: "See the lead" });
  if (campaign) links.push({ href: `${base}/campaigns/${campaign}`, label: "See the campaign" });
  return { excerpt: textOf("excerpt"), links };
}
