import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { dropLeadsPartition } from "@/lib/outreach/leads/drop-leads-partition";
import type { IgnitionStep } from "../step";

export const createPartition: IgnitionStep = {
  name: "create_partition",
  title: "Private database for your leads",
  status: "partition_creating",
  timeoutSeconds: 120,
  advice: "The database did not create the partition. Try again. If it fails again, check the database's log.",

  run: async (ctx) => {
    const { partitionName } = await createLeadsPartition(ctx);
    return { partitionName };
  },

  // The leads move back; only the partition and its login role go.
  undo: async (ctx) => {
    await dropLeadsPartition(ctx);
    return { partitionName: null };
  },
};
