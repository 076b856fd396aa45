import { afterAll, beforeAll, expect, test } from "vitest";
import { requireOwnAddress } from "@/lib/outreach/drafts/require-own-address";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("the own address is that of the person who is signed in, in any case of letters", async () => {
  const { company, engine } = await world.sender();
  const own = company.founder.user.email;
  expect(await requireOwnAddress(company.owner, own.toUpperCase())).toBe(own);
  await expect(requireOwnAddress(company.owner, "x@example.org")).rejects.toMatchObject({
    code: "test_send.not_own_address",
  });
  await expect(requireOwnAddress(engine, undefined)).rejects.toMatchObject({ code: "test_send.no_person" });
});
