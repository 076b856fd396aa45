import { appUrl } from "@/lib/platform/env";
import { escapeHtml, oneLine } from "@/lib/platform/text";
import type { Role } from "@/lib/foundation/access/schemas";

type InviteText = { workspace: string; inviter: string; role: Role; expiresAt: string; token: string };

const MAY: Record<Role, string> = {
  owner: "may do everything, and can give it to others",
  admin: "may do everything but give the workspace away",
  member: "may work with companies, campaigns and leads",
  viewer: "may look at everything and change nothing",
};

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

/** The invitation as a mail: who invites whom into what, as what, until when, and what to do if it was not expected. */
export function inviteMail({ workspace, inviter, role, expiresAt, token }: InviteText) {
  const name = oneLine(workspace);
  const from = oneLine(inviter);
  const link = `${appUrl()}/invites/${token}`;
  const article = /^[aeiou]/.test(role) ? "an" : "a";
  const until = `${DAY.format(new Date(expiresAt))} UTC`;
  const unexpected = `Not expecting this? You can ignore this email. If you do not know ${from}, do not open the link.`;
  const text = [
    `${from} invites you to the workspace “${name}” on Greenlight.`,
    `You would be ${article} ${role}, who ${MAY[role]}.`,
    `Accept the invitation, signed in with the address that received this email:\n${link}`,
    `The link is valid until ${until} and only for you.`,
    unexpected,
  ];
  const html = [
    `<p><strong>${escapeHtml(from)}</strong> invites you to the workspace <strong>${escapeHtml(name)}</strong> on Greenlight.</p>`,
    `<p>You would be ${article} <strong>${role}</strong>, who ${escapeHtml(MAY[role])}.</p>`,
    `<p><a href="${escapeHtml(link)}">Accept the invitation</a>, signed in with the address that received this email.</p>`,
    `<p>The link is valid until ${until} and only for you. If it does not open, copy it into your browser:<br>${escapeHtml(link)}</p>`,
    `<p>${escapeHtml(unexpected)}</p>`,
  ];
  return {
    subject: `${from} invites you to ${Array.from(name).slice(0, 80).join("")} on Greenlight`,
    text: `${text.join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${html.join("\n")}\n</body></html>\n`,
  };
}
