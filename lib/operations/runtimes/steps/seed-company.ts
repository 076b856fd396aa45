import { addNightlyTask } from "@/lib/autopilot/recurring/add-nightly-task";
import { getProject } from "@/lib/company/projects/get-project";
import { giveAddress } from "@/lib/company/projects/give-address";
import { mainSiteOf } from "@/lib/company/publishing/main-site";
import { withTransaction } from "@/lib/platform/transaction";
import { mirrorLocalSite } from "@/lib/providers/hosting/select";
import { openRuntimeSecrets } from "../open-runtime-secrets";
import type { ProvisioningStep } from "../step";

export const seedCompany: ProvisioningStep = {
  name: "seed_company",
  title: "Recurring tasks, the company’s email address and its website",
  timeoutSeconds: 120,
  advice: "Try again.",

  run: async (ctx, { url }, signal) => {
    const { projectId } = ctx;
    await withTransaction(ctx, async (tx) => {
      const { name } = await getProject(tx, { projectId });
      await addNightlyTask(tx, { projectId });
      await giveAddress(tx, { projectId, name });
    });
    const { runtime_key: key } = await openRuntimeSecrets(ctx);
    if (url !== null) await mirrorLocalSite({ site: mainSiteOf(projectId), url, key }, signal);
    return {};
  },

  // They are the company's, whatever it runs on.
  undo: async () => ({}),
};
