import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { retireInstanceLogin } from "@/lib/outreach/leads/retire-instance-login";
import type { IgnitionStep } from "../step";

export const createPartition: IgnitionStep = {
  name: "create_partition",
  title: "Private database for your leads",
  status: "partition_creating",
  timeoutSeconds: 120,
  advice: "The database did not create the partition. Try again. If it fails again, check the database's log.",

  leftover: "A database login of this company, which an earlier version of Greenlight made, may still exist.",

  run: async (ctx) => {
    const { partitionName } = await createLeadsPartition(ctx);
    return { partitionName };
  },

  // The partition stays, and the next launch uses it: dropping it would lock tables that every workspace needs.
  undo: async (ctx) => {
    await retireInstanceLogin(ctx);
    return {};
  },
};
