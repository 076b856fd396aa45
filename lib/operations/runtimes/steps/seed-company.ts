import { addNightlyTask } from "@/lib/autopilot/recurring/add-nightly-task";
import { getProject } from "@/lib/company/projects/get-project";
import { giveAddress } from "@/lib/company/projects/give-address";
import { withTransaction } from "@/lib/platform/transaction";
import type { ProvisioningStep } from "../step";

export const seedCompany: ProvisioningStep = {
  name: "seed_company",
  title: "Recurring tasks and the company’s email address",
  timeoutSeconds: 60,
  advice: "Try again.",

  run: async (ctx) => {
    const { projectId } = ctx;
    await withTransaction(ctx, async (tx) => {
      const { name } = await getProject(tx, { projectId });
      await addNightlyTask(tx, { projectId });
      await giveAddress(tx, { projectId, name });
    });
    return {};
  },

  // They are the company's, whatever it runs on.
  undo: async () => ({}),
};
