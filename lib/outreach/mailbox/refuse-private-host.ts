import { AppError } from "@/lib/platform/errors";
import { mailAccounts } from "@/lib/providers/mail/select";

/** Throws `mail_account.private_host` for a host inside a private network, where we do not connect. */
export async function refusePrivateHost(host: string, protocol: "smtp" | "imap"): Promise<void> {
  if ((await mailAccounts().classifyHost(host)) !== "private") return;
  throw new AppError(
    "invalid",
    `data.host is an address inside a private network, where we do not connect. Use your provider's public ${protocol.toUpperCase()} server.`,
    { code: "mail_account.private_host", details: { field: "data.host" } },
  );
}
