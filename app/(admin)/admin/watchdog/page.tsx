import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { pageAdmin } from "@/lib/http/page-ctx";
import { listRuns } from "@/lib/operations/watchdog/list-runs";
import { CheckNow } from "./_components/check-now";
import { WatchdogView } from "./_components/watchdog-view";

export const metadata: Metadata = { title: "Watchdog" };

const SHOWN_RUNS = 50;

export default async function WatchdogPage() {
  const ctx = await pageAdmin("/admin/watchdog");
  return (
    <>
      <PageHeader
        title="Watchdog"
        description="Compares each company’s campaigns with what n8n holds, every 15 minutes. It repairs what is ours and deletes nothing."
        actions={<CheckNow />}
      />
      <WatchdogView initial={await listRuns(ctx, { limit: SHOWN_RUNS })} />
    </>
  );
}
