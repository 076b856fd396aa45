import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { serveLocalSites } from "@/lib/providers/hosting/select";

/** Serves every site that is published on this machine; answers how many. One that does not start is tried again by the next run. */
export async function serveSites({ requestId }: SystemCtx): Promise<number> {
  return serveLocalSites().catch((error: unknown) => {
    log().warn({ err: error, request_id: requestId }, "a site of this machine is not served");
    return 0;
  });
}
