export type SetupRecord = { type: "TXT" | "CNAME"; host: string; value: string; ttl: number };

/** A session in which a founder lets a vendor enter records at their DNS host. The token is for one browser; the secret stays here. */
type SetupSession = { applicationId: string; token: string };

/** Enters DNS records for a founder who signs in at their DNS host. */
export type DnsSetup = {
  begin(of: { domain: string; signal: AbortSignal }): Promise<SetupSession>;
};

/** A bell: something may have changed in the DNS of a workspace; null: of none that it names. */
export type DnsNotice = { id: string; workspaceId: string | null };
