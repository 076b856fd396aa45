import { appUrl, isLocalMode } from "@/lib/platform/env";
import { selectHosting } from "@/lib/providers/hosting/select";

/** Whether an address of this machine is one that we opened ourselves: the application's own, or a site that we serve here. */
export async function isOwnPage(url: URL): Promise<boolean> {
  if (!isLocalMode()) return false;
  return url.origin === new URL(appUrl()).origin || selectHosting(null).isOwnAddress(url);
}
