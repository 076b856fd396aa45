import { expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { listLeadLists } from "@/lib/outreach/leads/list-lead-lists";
import { createTestWorld } from "../../../factories/test-world";

test("lists with the number of their leads, and the tags in use", async () => {
  const world = await createTestWorld();
  const { owner, stranger, workspaceId } = await world.company();
  const { id } = await addLead(owner, { email: "a@x.example", tags: ["warm", "eu"] });
  await world.admin.query(
    `with list as (insert into genesis.lead_lists (workspace_id, name) values ($1, 'Fair') returning id)
     insert into genesis.lead_list_members (workspace_id, list_id, lead_id) select $1, id, $2 from list`,
    [workspaceId, id],
  );
  expect(await listLeadLists(owner)).toMatchObject({ data: [{ name: "Fair", leads: 1 }], tags: ["eu", "warm"] });
  expect(await listLeadLists(stranger)).toMatchObject({ data: [], tags: [] });
  await world.close();
});
