import { env } from "@/lib/platform/env";
import { entriSetup } from "./entri/provider";
import type { DnsSetup } from "./setup-port";

/** The vendor that enters records; null where the operator has none. */
export function selectDnsSetup(): DnsSetup | null {
  const { ENTRI_APPLICATION_ID: applicationId, ENTRI_SECRET: secret, ENTRI_API_URL: apiUrl } = env();
  if (applicationId === undefined || secret === undefined) return null;
  return entriSetup({ applicationId, secret, apiUrl });
}
